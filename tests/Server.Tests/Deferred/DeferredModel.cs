using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>What a deferred request should be, in a few lines: the machine that the real one is compared with.</summary>
internal sealed class DeferredModel(DateTimeOffset start)
{
    private readonly HashSet<string> approved = new(StringComparer.Ordinal);
    private DateTimeOffset ends = start.AddSeconds(60);
    private DateTimeOffset expires = start.AddSeconds(60);

    public string State { get; private set; } = "proposed";

    public string Effective(DateTimeOffset now) => State is "proposed" or "open" or "approved" && now >= ends ? "expired" : State;

    public string Exchange(DateTimeOffset now)
    {
        if (Effective(now) == "proposed")
        {
            (State, expires) = ("open", now.AddHours(72));
            ends = expires;
            return "ok";
        }

        // A second use ends what is not over.
        State = State != "proposed" && Effective(now) is "open" or "approved" ? "denied" : State;
        return "invalid_grant";
    }

    public string Poll(DateTimeOffset now)
    {
        if (State == "proposed")
        {
            return "invalid_grant";
        }

        string answer = now >= expires ? "expired_token" : Effective(now) switch
        {
            "open" => "authorization_pending",
            "approved" => "ok",
            "denied" => "access_denied",
            "redeemed" => "invalid_grant",
            _ => "expired_token",
        };
        State = answer == "ok" ? "redeemed" : State;
        return answer;
    }

    public void Cancel(DateTimeOffset now) => State = State != "proposed" && Effective(now) is "open" or "approved" ? "denied" : State;

    public string Answer(string reviewer, ReviewAnswer answer, DateTimeOffset now)
    {
        if (Effective(now) != "open" || approved.Contains(reviewer))
        {
            return nameof(ReviewDecision.Refused);
        }

        if (answer != ReviewAnswer.Approve)
        {
            State = "denied";
            return nameof(ReviewDecision.Denied);
        }

        approved.Add(reviewer);
        if (approved.Count < 2)
        {
            return nameof(ReviewDecision.Open);
        }

        DateTimeOffset window = now.AddHours(24);
        (State, ends) = ("approved", window < expires ? window : expires);
        return nameof(ReviewDecision.Approved);
    }
}

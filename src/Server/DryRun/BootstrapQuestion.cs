using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.DryRun;

/// <summary>What would happen to this client context, for this subject, at this strength and time?</summary>
/// <param name="Requested">What the client asks for.</param>
/// <param name="Facts">Everything else; its context is applied later.</param>
internal sealed record BootstrapQuestion(RequestedPurpose Requested, BootstrapFacts Facts)
{
    private static readonly string[] Members =
        ["client", "client_context", "subject", "groups", "claims", "acr", "auth_time", "actor", "time", "answer", "user_present", "deferral", "missions", AskedMember.Name];

    /// <summary>Reads a question; what cannot be used is in the reader's errors.</summary>
    /// <param name="body">The body.</param>
    /// <param name="now">The time where the body names none.</param>
    public static BootstrapQuestion Read(MemberReader body, DateTimeOffset now)
    {
        body.Only(Members);
        (RequestedPurpose requested, AdvisoryActor? claimed) = PurposeReader.Read(body);
        DateTimeOffset at = body.Instant("time") ?? now;
        DateTimeOffset? authenticated = body.Instant("auth_time");
        MemberReader? actor = body.OptionalObject("actor");
        return new BootstrapQuestion(requested, new BootstrapFacts
        {
            Context = null,
            SignIn = new SignInFacts(body.Text("subject"), body.Text("acr"), [], authenticated ?? at, authenticated is null),
            SubjectClaims = ClaimsMember.Read(body),
            SubjectGroups = Strings(body, "groups").ToFrozenSet(StringComparer.Ordinal),
            Asked = AskedMember.Read(body),
            Now = at,
            Actor = actor is null ? null : new VerifiedActor(actor.Text("type"), actor.Text("id"), "dry run"),
            ClaimedActor = claimed,
            Handoff = new HandoffRequest(Named(body).ToValueArray()),
            UserPresent = body.Flag("user_present", true),
            DeferralAllowed = body.Flag("deferral", true),
            Answer = Answer(body),
        });
    }

    private static UserAnswer Answer(MemberReader body)
    {
        switch (body.OptionalText("answer"))
        {
            case null:
                return UserAnswer.None;
            case "approved":
                return UserAnswer.Approved;
            case "declined":
                return UserAnswer.Declined;
            default:
                body.Error("answer", "has to be approved or declined");
                return UserAnswer.None;
        }
    }

    private static IEnumerable<string> Strings(MemberReader body, string name)
    {
        foreach (JsonElement item in body.OptionalArray(name)?.EnumerateArray() ?? default)
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                yield return item.GetString()!;
            }
            else
            {
                body.Error(name, "has to be an array of strings");
            }
        }
    }

    private static IEnumerable<NamedMission> Named(MemberReader body)
    {
        int index = 0;
        foreach (JsonElement item in body.OptionalArray("missions")?.EnumerateArray() ?? default)
        {
            string at = $"{body.At("missions")}/{index++}";
            if (item.ValueKind != JsonValueKind.Object)
            {
                body.Errors.Add(new MemberError(at, "has to be an object"));
                continue;
            }

            MemberReader mission = new(item, at, body.Errors);
            mission.Only("operation", "state", "envelope", "attested_at");
            yield return new NamedMission(mission.OptionalText("operation"), Existing(mission));
        }
    }

    private static ExistingMission? Existing(MemberReader mission)
    {
        if (!mission.Has("envelope"))
        {
            return null;
        }

        DateTimeOffset attested = mission.Instant("attested_at") ?? DateTimeOffset.MinValue;
        if (!Enum.TryParse(mission.Text("state"), ignoreCase: true, out MissionState state) || !Enum.IsDefined(state))
        {
            mission.Error("state", $"has to be one of {string.Join(", ", Enum.GetNames<MissionState>()).ToLowerInvariant()}");
        }

        return EnvelopeMember.Read(mission, "envelope") is { } envelope ? new ExistingMission(state, envelope, attested) : null;
    }
}

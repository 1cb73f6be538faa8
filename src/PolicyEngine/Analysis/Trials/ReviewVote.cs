using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>The last yes of a review.</summary>
internal sealed record ReviewVote
{
    public required string Reviewer { get; init; }

    public required int Approvals { get; init; }

    public required TimeSpan Waited { get; init; }

    public required SignInFacts SignIn { get; init; }

    public bool IsRequester { get; init; }

    public string Json => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("reviewer", Reviewer);
        writer.WriteNumber("approvals", Approvals);
        writer.WriteString("after", FactText.Duration(Waited.Ticks));
        writer.WriteString("acr", SignIn.Acr);
        writer.WriteString("auth_age", FactText.Duration((Cases.CaseMission.DefaultTime - SignIn.At).Ticks));
        writer.WriteBoolean("is_requester", IsRequester);
        writer.WriteEndObject();
    });

    /// <summary>Whether this vote ends the review with a yes, by the rule that the bootstrap decision carries.</summary>
    public (bool IsApproved, string Text) Answer(CompiledPurpose purpose, ReviewRule rule)
    {
        string? why = !rule.Reviewers.Contains(Reviewer) ? "not a reviewer"
            : IsRequester && rule.NotTheRequester ? "the requester may not decide"
            : Approvals < rule.Approvals ? $"{rule.Approvals} approvals are needed"
            : Waited >= rule.ExpiresAfter ? "too late"
            : !StrengthOrder.IsMet(purpose, rule.ReviewerStrength, SignIn) ? "the reviewer's sign-in is too weak"
            : null;
        return (why is null, why is null ? "approved" : "not approved: " + why);
    }
}

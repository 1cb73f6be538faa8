using System.Collections.Frozen;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>The last yes of a review.</summary>
internal sealed record ReviewVote
{
    private const string Tenant = "example.com";

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
        writer.WriteString("auth_age", FactText.Duration((CaseMission.DefaultTime - SignIn.At).Ticks));
        writer.WriteBoolean("is_requester", IsRequester);
        writer.WriteEndObject();
    });

    /// <summary>What the engine says to this vote, under the rule that the bootstrap decision carries.</summary>
    public ReviewDecision Decide(CompiledPurpose purpose, ReviewRule rule) => Reviewing.Decide(
        purpose.Vocabulary,
        // An approval of before is one that is not needed any more: their people need no names, however many a catalog asks for.
        rule with { Approvals = rule.Approvals - (Approvals - 1) },
        new ReviewFacts
        {
            Requester = IsRequester ? SignIn.Subject : "requester",
            Tenant = Tenant,
            IsOpen = true,
            Deadline = Lifetime.After(CaseMission.DefaultTime, rule.ExpiresAfter - Waited),
            Require = rule.ReviewerStrengthOr(purpose.Entry.Authentication.Require),
            SignIn = SignIn,
            Groups = FrozenSet.Create(Reviewer),
            Tenants = FrozenSet.Create(Tenant),
            Answer = ReviewAnswer.Approve,
            Now = CaseMission.DefaultTime,
        });
}

using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>Telemetry says the words of the canonical decision.</summary>
public sealed class DecisionSummaryTests
{
    private static readonly Reason Outside = new() { Code = ReasonCodes.TenantOutside, Dimension = Dimension.Tenant };

    private static readonly ValueArray<Reason> Reasons = [Outside, Outside];

    private static readonly StrengthRequirement Strong = new("phr", null);

    [Fact]
    public void The_outcome_words_are_those_of_the_canonical_decisions()
    {
        AreTheSame<BoundaryDecision>(
            [BoundaryDecision.Inside, new BoundaryDecision.ReApprove(Reasons), new BoundaryDecision.Deny(Reasons)],
            DecisionSummary.Of,
            decision => DecisionJson.Write(decision));
        AreTheSame<BootstrapDecision>(
            [new BootstrapDecision.StepUp(Strong, Reasons), new BootstrapDecision.Refused(Reasons)],
            DecisionSummary.Of,
            decision => DecisionJson.Write(decision));
        AreTheSame<DerivationDecision>(
            [new DerivationDecision.ReApprove(Reasons), new DerivationDecision.Refused(Reasons)],
            DecisionSummary.Of,
            decision => DecisionJson.Write(decision));
        AreTheSame<ProjectionDecision>(
            [new ProjectionDecision.Refused(Reasons)], DecisionSummary.Of, decision => DecisionJson.Write(decision));
        AreTheSame<ReviewDecision>(
            [
                new ReviewDecision.Refused(Reasons), new ReviewDecision.StepUp(Strong), new ReviewDecision.Open(1),
                new ReviewDecision.Approved(), new ReviewDecision.Denied("narrow_requested"),
            ],
            DecisionSummary.Of,
            decision => DecisionJson.Write(decision));
    }

    [Fact]
    public void A_code_is_given_once_and_one_that_is_in_no_list_not_as_it_is()
    {
        Assert.Equal(["tenant_outside"], DecisionTelemetry.Codes(new DecisionSummary("deny", Reasons)));
        Assert.Equal(["narrow_requested"], DecisionTelemetry.Codes(DecisionSummary.Of(new ReviewDecision.Denied("narrow_requested"))));
        ValueArray<Reason> unknown = [Outside with { Code = "mr_1" }, Outside with { Code = "mr_2" }];
        Assert.Equal(["_OTHER"], DecisionTelemetry.Codes(new DecisionSummary("deny", unknown)));
    }

    private static void AreTheSame<T>(IEnumerable<T> decisions, Func<T, DecisionSummary> summary, Func<T, string> json) => Assert.All(
        decisions,
        decision => Assert.Equal(JsonElement.Parse(json(decision)).GetProperty("outcome").GetString(), summary(decision).Outcome));
}

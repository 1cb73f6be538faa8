using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>What is proposed helps, and asks for no more than was crossed.</summary>
public sealed class ReapprovalLaws
{
    private static readonly AppliedValues Stored = new()
    {
        Client = "assistant",
        Application = "ai_assistant",
        Tenant = SomeMission.Tenant,
        ParamsJson = SomeMission.Applied(SomeMission.Meeting).ParamsJson,
        Subject = SomeMission.Subject,
    };

    private static readonly Gen<DiscoveredAction> Actions = Gen.Select(
        Gen.OneOf("calendar.event", "mail.message", "payment.transfer"),
        Gen.OneOf("read", "create", "send", "delete"),
        Gen.OneOf("cal_team01", "cal_board1", "x", string.Empty),
        Gen.Int[-400, 400],
        Gen.OneOf("eng-team@example.com", "press@example.org", "nobody").Array[0, 3],
        Gen.Int[-1, 12],
        (resource, operation, calendar, hours, recipients, until) => SomeMission.Read with
        {
            Resource = resource,
            Operation = operation,
            Until = until < 0 ? null : SomeMission.Now + TimeSpan.FromHours(until),
            Attributes =
            [
                new AttributeValue("calendar", calendar.Length == 0 ? FactValue.Absent : FactValue.Text(calendar)),
                new AttributeValue("starts", FactValue.Instant(SomeMission.Now + TimeSpan.FromHours(hours))),
                new AttributeValue("recipients", FactValue.TextSet(recipients)),
            ],
        });

    [Fact]
    public void A_proposal_that_a_person_approves_grants_what_was_asked()
    {
        int approvable = 0;
        Actions.Sample(
            action =>
            {
                if (Boundary.Decide(SomeMission.Compiled, action) is not BoundaryDecision.ReApprove { Crossings: var crossings }
                    || Reapproval.Propose(SomeMission.Meeting, Stored, SomeMission.Compiled, action, crossings, action.At) is not ReapprovalProposal.Approvable proposal)
                {
                    return;
                }

                Interlocked.Increment(ref approvable);
                MissionEnvelope again = Approved(proposal, action.At);
                Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(again), action));
                Assert.Equal(Untouched(SomeMission.Envelope, crossings), Untouched(again, crossings));
                Assert.True(crossings.Any(reason => reason.Code == ReasonCodes.LifetimeLonger) || again.Lifetime.End == SomeMission.Envelope.Lifetime.End);
            },
            iter: 20_000);
        Assert.True(approvable > 1_000, $"only {approvable} were approvable");
    }

    [Fact]
    public void Nothing_that_only_values_keep_outside_is_given_up() => Actions.Sample(
        action =>
        {
            if (Boundary.Decide(SomeMission.Compiled, action) is BoundaryDecision.ReApprove { Crossings: var crossings }
                && Reapproval.Propose(SomeMission.Meeting, Stored, SomeMission.Compiled, action, crossings, action.At) is ReapprovalProposal.OutsideCatalog { Remaining: var remaining })
            {
                Assert.NotEmpty(remaining);
                Assert.All(remaining, reason => Assert.Contains(
                    reason.Code,
                    (string[])[ReasonCodes.ResourceClassOutside, ReasonCodes.OperationOutside, ReasonCodes.OperationStronger, ReasonCodes.LifetimeLonger, ReasonCodes.ParamsInvalid, ReasonCodes.ParamOutsideBounds]));
                Assert.True(
                    remaining.All(reason => reason.Code != ReasonCodes.ParamOutsideBounds) || action.Attributes[0].Value.IsAbsent,
                    "only an attribute that is missing cannot be proposed for");
            }
        },
        iter: 10_000);

    private static MissionEnvelope Approved(ReapprovalProposal.Approvable proposal, DateTimeOffset now) => EnvelopeBuilder.Build(SomeMission.Meeting, new GoverningInputs
    {
        Context = SomeMission.Applied(SomeMission.Meeting, SomeMission.Requested(SomeMission.Meeting, proposal.ParamsJson) with
        {
            Tenant = proposal.Tenant, ExpiresAt = proposal.ExpiresAt, MaxDuration = proposal.MaxDuration,
        }),
        Subject = SomeMission.Subject,
        Now = now,
    });

    private static ValueArray<AttributeBound> Untouched(MissionEnvelope envelope, ValueArray<Reason> crossings) => envelope.Grants
        .SelectMany(grant => grant.Where.Where(bound => crossings.All(reason => reason.RuleId != $"{grant.RuleId}.where.{bound.Name}")))
        .ToValueArray();
}

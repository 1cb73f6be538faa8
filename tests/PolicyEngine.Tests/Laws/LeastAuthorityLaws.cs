using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>What is asked is a choice from the entry: never wider than it, and a
/// re-approval is the union with just what was outside.</summary>
public sealed class LeastAuthorityLaws
{
    private static readonly string[] Classes = ["calendar.event", "mail.message"];
    private static readonly string[] Operations = ["read", "create", "update", "send"];

    private static readonly CompiledPurpose[] Purposes = [.. Enumerable.Range(0, 4).Select(SomeRequests.WithTimes)];

    private static readonly Gen<AskedItem> Items = Gen.Select(
        Gen.OneOf(SomeMission.Calendar, SomeMission.Mail).Array[0, 1],
        Gen.OneOf(Classes).Array[0, 2],
        Gen.OneOf(Operations).Array[0, 3],
        (locations, classes, operations) => new AskedItem
        {
            Locations = locations.ToSortedSet(), Resources = classes.ToSortedSet(), Operations = operations.ToSortedSet(),
        });

    private static readonly Gen<(CompiledPurpose Purpose, AskedAuthority? Asked)> Any = Gen.Select(
        Gen.Int[0, Purposes.Length - 1], Items.Array[0, 3], (index, items) => (Purposes[index], items.Length == 0 ? null : new AskedAuthority([.. items])));

    private static readonly Gen<DiscoveredAction> Actions = Gen.Select(
        Gen.OneOf(Classes), Gen.OneOf([.. Operations, "delete"]), Gen.OneOf("cal_team01", "cal_board1"), (resource, operation, calendar) => SomeMission.Read with
        {
            Resource = resource,
            Operation = operation,
            Attributes = [.. SomeMission.CalendarAttributes(calendar, SomeMission.Now), new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com"]))],
        });

    [Fact]
    public void What_is_asked_is_inside_the_entry_and_holds_exactly_what_was_asked_and_the_entry_has() => Any.Sample(
        sample =>
        {
            (CompiledPurpose purpose, AskedAuthority? asked) = sample;
            MissionEnvelope envelope = SomeRequests.Envelope(asked, purpose);
            MissionEnvelope ceiling = Ceiling(purpose);
            Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(ceiling, envelope));
            Assert.Equal(Expected(purpose, asked), Triples(envelope).Order());
            Assert.All(envelope.Audiences.SelectMany(audience => audience.Resources), resource => Assert.Contains(envelope.Grants, grant => grant.Resource == resource));
        },
        iter: 5_000);

    [Fact]
    public void Nothing_is_inside_that_is_not_inside_the_entry() =>
        Any.SelectMany(sample => Actions.Select(action => (sample, action))).Sample(
        one =>
        {
            CompiledEnvelope small = CompiledEnvelope.From(SomeRequests.Envelope(one.sample.Asked, one.sample.Purpose));
            Assert.True(
                Boundary.Decide(small, one.action) is not BoundaryDecision.StayInside
                || Boundary.Decide(CompiledEnvelope.From(Ceiling(one.sample.Purpose)), one.action) is BoundaryDecision.StayInside);
        },
        iter: 5_000);

    [Fact]
    public void A_re_approval_holds_what_was_held_and_what_the_action_needs_and_nothing_else()
    {
        int added = 0;
        Any.SelectMany(sample => Actions.Select(action => (sample, action))).Sample(
            one =>
            {
                CompiledPurpose purpose = one.sample.Purpose;
                CompiledEnvelope held = CompiledEnvelope.From(SomeRequests.Envelope(one.sample.Asked, purpose));
                if (Boundary.Decide(held, one.action) is not BoundaryDecision.ReApprove { Crossings: var crossings }
                    || Reapproval.Propose(purpose, SomeRequests.Stored(purpose), held, one.action, crossings, one.action.At) is not ReapprovalProposal.Approvable proposal)
                {
                    return;
                }

                Interlocked.Increment(ref added);
                MissionEnvelope again = SomeRequests.Envelope(
                    proposal.Asked ?? AskedAuthority.Held(held.Envelope), purpose, proposal.ParamsJson);
                Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(again), one.action));
                HashSet<string> needed = [.. purpose.Vocabulary.Class(one.action.Resource)!.Closure([one.action.Operation]).Select(operation => $"{one.action.Resource} {operation}")];
                Assert.Equal(Triples(held.Envelope).Concat(needed).ToHashSet(StringComparer.Ordinal), Triples(again).ToHashSet(StringComparer.Ordinal));
                Assert.Empty(Asking.Decide(purpose, proposal.Asked));
            },
            iter: 5_000);
        Assert.True(added > 1_000, $"only {added} were approvable");
    }

    // A second reading of the rule, without the engine's own walk.
    private static IEnumerable<string> Expected(CompiledPurpose purpose, AskedAuthority? asked)
    {
        foreach (EnvelopeGrant grant in Ceiling(purpose).Grants)
        {
            bool onRequest = purpose.Entry.Authority.Any(rule => rule.Grant == GrantTime.OnRequest && rule.Resource == grant.Resource && grant.Operations.Any(rule.Operations.Contains));
            foreach (string operation in grant.Operations)
            {
                bool isAsked = asked is null ? !onRequest : asked.Items.Any(item =>
                    (item.Locations.IsEmpty || item.Locations.Contains(grant.At))
                    && (item.Resources.IsEmpty ? !onRequest : item.Resources.Contains(grant.Resource))
                    && (item.Operations.IsEmpty ? !onRequest : item.Operations.Any(name => purpose.Vocabulary.Class(grant.Resource)!.Closure([name]).Contains(operation))));
                if (isAsked)
                {
                    yield return $"{grant.Resource} {operation}";
                }
            }
        }
    }

    private static IEnumerable<string> Triples(MissionEnvelope envelope) =>
        envelope.Grants.SelectMany(grant => grant.Operations.Select(operation => $"{grant.Resource} {operation}"));

    private static MissionEnvelope Ceiling(CompiledPurpose purpose) =>
        SomeRequests.Envelope(AskedAuthority.Ceiling(purpose.Entry, purpose.Vocabulary), purpose);
}

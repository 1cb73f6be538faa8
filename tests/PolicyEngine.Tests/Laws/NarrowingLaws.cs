using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>Taking away never adds.</summary>
public sealed class NarrowingLaws
{
    private static readonly Gen<(MissionEnvelope Full, Narrowing Narrowing)> Any = GenEnvelope.Any.SelectMany(full => Gen.Select(
        Gen.OneOf([.. full.Grants.Select(grant => grant.RuleId), "authority.nobody"]).Array[0, 3],
        Gen.Int[-5, 300],
        (drop, minutes) => (full, new Narrowing(drop.ToValueArray(), minutes < 0 ? null : full.Lifetime.Start + TimeSpan.FromMinutes(minutes)))));

    [Fact]
    public void What_is_left_is_contained_and_holds_something()
    {
        int narrowed = 0;
        Any.Sample(
            sample =>
            {
                if (EnvelopeNarrowing.Apply(sample.Full, sample.Narrowing) is not NarrowingAnswer.Narrowed { Envelope: var left })
                {
                    return;
                }

                Interlocked.Increment(ref narrowed);
                Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(sample.Full, left));
                Assert.False(left.Grants.IsEmpty || left.Lifetime.IsEmpty);
                Assert.DoesNotContain(left.Grants, grant => sample.Narrowing.DropRules.Contains(grant.RuleId));
                Assert.True(left.Lifetime.End == (sample.Narrowing.End ?? sample.Full.Lifetime.End));
                Assert.Equal(left, EnvelopeNarrowing.Apply(left, new Narrowing([], sample.Narrowing.End)).Match(again => again.Envelope, _ => sample.Full));
            },
            iter: 10_000);
        Assert.True(narrowed > 1_000, $"only {narrowed} were narrowed");
    }

    [Fact]
    public void What_is_left_never_allows_what_was_not_allowed_before() => Any
        .SelectMany(sample => GenAction.Near(sample.Full).Array[30].Select(actions => (sample.Full, sample.Narrowing, actions)))
        .Sample(
            sample =>
            {
                if (EnvelopeNarrowing.Apply(sample.Full, sample.Narrowing) is NarrowingAnswer.Narrowed { Envelope: var left })
                {
                    CompiledEnvelope small = CompiledEnvelope.From(left);
                    CompiledEnvelope large = CompiledEnvelope.From(sample.Full);
                    Assert.All(sample.actions, action => Assert.True(
                        Boundary.Decide(small, action) is not BoundaryDecision.StayInside || Boundary.Decide(large, action) is BoundaryDecision.StayInside));
                }
            },
            iter: 5_000);
}

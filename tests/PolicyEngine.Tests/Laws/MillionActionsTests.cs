using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>A million random actions against random envelopes.</summary>
public sealed class MillionActionsTests
{
    private const int Envelopes = 4_000;

    private const int ActionsEach = 250;

    private static long inside;

    private static long outside;

    private static int warmUps;

    [Fact]
    public void The_engine_agrees_with_the_reference_and_allocates_nothing_inside()
    {
        Gen<DiscoveredAction[]> ActionsFor(MissionEnvelope envelope) =>
            Gen.Frequency((1, GenAction.Any), (1, GenAction.Near(envelope))).Array[ActionsEach];
        GenEnvelope.Any.SelectMany(ActionsFor, (envelope, actions) => (envelope, actions)).Sample(
            pair => Check(CompiledEnvelope.From(pair.envelope), pair.actions), iter: Envelopes, threads: 2);
        // The law would say little if random actions were hardly ever inside.
        Assert.True(inside > 50_000, $"only {inside} of {inside + outside} actions were inside");
        Assert.True(warmUps < 10, $"{warmUps} questions allocated at first");
        Assert.True(outside > 100_000, $"only {outside} actions were outside");
    }

    private static void Check(CompiledEnvelope envelope, DiscoveredAction[] actions)
    {
        foreach (DiscoveredAction action in actions)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            BoundaryDecision decision = Boundary.Decide(envelope, action);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            (string outcome, SortedSet<string> codes) = ReferenceBoundary.Decide(envelope.Envelope, action);
            Assert.Equal(outcome, Outcome(decision));
            if (outcome == "inside")
            {
                Interlocked.Increment(ref inside);
                warmUps += allocated == 0 ? 0 : Again(envelope, action);
                continue;
            }

            Interlocked.Increment(ref outside);
            Assert.Equal(codes, Answers.Reasons(decision).Select(reason => reason.Code).ToHashSet().Order(StringComparer.Ordinal));
        }
    }

    // The runtime itself allocates once when it first resolves a call; the same question asked again must cost nothing.
    private static int Again(CompiledEnvelope envelope, DiscoveredAction action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Boundary.Decide(envelope, action);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        return 1;
    }

    private static string Outcome(BoundaryDecision decision) => decision.Match(_ => "inside", _ => "reapprove", _ => "deny");
}

using BenchmarkDotNet.Attributes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Bench;

/// <summary>The boundary question: inside and outside, beside a check written by hand, with catalogs of three sizes around it.</summary>
[MemoryDiagnoser]
public class BoundaryBench
{
    private CompiledEnvelope envelope = null!;

    private DiscoveredAction outside = null!;

    /// <summary>How many purposes the catalog has that the Mission was made from.</summary>
    [Params(10, 1000)]
    public int Purposes { get; set; }

    /// <summary>Loads the catalog and makes the Mission.</summary>
    [GlobalSetup]
    public void Setup()
    {
        envelope = CompiledEnvelope.From(BenchCatalog.Envelope(BenchCatalog.Load(Purposes).Purpose(BenchCatalog.Kind)!));
        outside = BenchCatalog.Inside with { Subject = "user_2", Tenant = "customer.example", Operation = "delete" };
        if (!HandWritten.IsInside(BenchCatalog.Inside) || Inside() is not BoundaryDecision.StayInside || Outside() is not BoundaryDecision.ReApprove)
        {
            throw new InvalidOperationException("The benchmark does not measure what it says.");
        }
    }

    /// <summary>The comparisons alone.</summary>
    [Benchmark(Baseline = true)]
    public bool ByHand() => HandWritten.IsInside(BenchCatalog.Inside);

    /// <summary>An action that stays inside.</summary>
    [Benchmark]
    public BoundaryDecision Inside() => Boundary.Decide(envelope, BenchCatalog.Inside);

    /// <summary>An action with three crossings, all named.</summary>
    [Benchmark]
    public BoundaryDecision Outside() => Boundary.Decide(envelope, outside);
}

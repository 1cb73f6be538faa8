using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Bench;

/// <summary>The same decisions on the compiled plan, on NRules, on both, and on Microsoft's RulesEngine; the ratio is to the compiled
/// plan.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[HideColumns("Error", "StdDev", "RatioSD", "Median", "Gen0", "Gen1", "Gen2")]
public class EnginesBench
{
    private const string InsideCase = "boundary, inside";
    private const string OutsideCase = "boundary, three crossings";
    private const string BootstrapCase = "bootstrap";
    private const string DerivationCase = "derivation of three operations";
    private const string ReadyCase = "envelope ready";

    private readonly BenchEngines compiled = BenchEngines.CompiledPlan();
    private readonly BenchEngines nrules = BenchEngines.NRules();
    private readonly BenchEngines both = BenchEngines.Both();
    private readonly BenchEngines microsoft = BenchEngines.Microsoft();

    [Benchmark(Baseline = true), BenchmarkCategory(InsideCase)]
    public BoundaryDecision InsideCompiled() => Inside(compiled);

    [Benchmark, BenchmarkCategory(InsideCase)]
    public BoundaryDecision InsideNRules() => Inside(nrules);

    [Benchmark, BenchmarkCategory(InsideCase)]
    public BoundaryDecision InsideBoth() => Inside(both);

    [Benchmark, BenchmarkCategory(InsideCase)]
    public BoundaryDecision InsideMicrosoft() => Inside(microsoft);

    [Benchmark(Baseline = true), BenchmarkCategory(OutsideCase)]
    public BoundaryDecision OutsideCompiled() => Outside(compiled);

    [Benchmark, BenchmarkCategory(OutsideCase)]
    public BoundaryDecision OutsideNRules() => Outside(nrules);

    [Benchmark, BenchmarkCategory(OutsideCase)]
    public BoundaryDecision OutsideBoth() => Outside(both);

    [Benchmark, BenchmarkCategory(OutsideCase)]
    public BoundaryDecision OutsideMicrosoft() => Outside(microsoft);

    [Benchmark(Baseline = true), BenchmarkCategory(BootstrapCase)]
    public BootstrapDecision BootstrapCompiled() => Begin(compiled);

    [Benchmark, BenchmarkCategory(BootstrapCase)]
    public BootstrapDecision BootstrapNRules() => Begin(nrules);

    [Benchmark, BenchmarkCategory(BootstrapCase)]
    public BootstrapDecision BootstrapBoth() => Begin(both);

    [Benchmark, BenchmarkCategory(BootstrapCase)]
    public BootstrapDecision BootstrapMicrosoft() => Begin(microsoft);

    [Benchmark(Baseline = true), BenchmarkCategory(DerivationCase)]
    public DerivationDecision DerivationCompiled() => Derive(compiled);

    [Benchmark, BenchmarkCategory(DerivationCase)]
    public DerivationDecision DerivationNRules() => Derive(nrules);

    [Benchmark, BenchmarkCategory(DerivationCase)]
    public DerivationDecision DerivationBoth() => Derive(both);

    [Benchmark, BenchmarkCategory(DerivationCase)]
    public DerivationDecision DerivationMicrosoft() => Derive(microsoft);

    [Benchmark(Baseline = true), BenchmarkCategory(ReadyCase)]
    public CompiledEnvelope ReadyCompiled() => Ready(compiled);

    [Benchmark, BenchmarkCategory(ReadyCase)]
    public CompiledEnvelope ReadyNRules() => Ready(nrules);

    [Benchmark, BenchmarkCategory(ReadyCase)]
    public CompiledEnvelope ReadyBoth() => Ready(both);

    [Benchmark, BenchmarkCategory(ReadyCase)]
    public CompiledEnvelope ReadyMicrosoft() => Ready(microsoft);

    private static BoundaryDecision Inside(BenchEngines engine) => Boundary.Decide(engine.Compiled, BenchCatalog.Inside);

    private static BoundaryDecision Outside(BenchEngines engine) => Boundary.Decide(engine.Compiled, BenchEngines.Outside);

    private static BootstrapDecision Begin(BenchEngines engine) => Bootstrap.Decide(engine.Purpose, engine.Facts);

    private static DerivationDecision Derive(BenchEngines engine) => Derivation.Decide(engine.Compiled, BenchEngines.Token);

    private static CompiledEnvelope Ready(BenchEngines engine) => engine.Shapes.Compile(engine.Envelope);
}

using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Bench;

/// <summary>The engines that are compared, each with its purpose and Mission.</summary>
internal sealed class BenchEngines
{
    private BenchEngines(IRuleSetBackend backend)
    {
        Shapes = new EnvelopeShapes(backend);
        CompiledPurpose plain = BenchCatalog.Load(1).Purpose(BenchCatalog.Kind)!;
        Purpose = CompiledCatalog.Compile(plain.Vocabulary, [plain.Entry], Shapes).Purpose(BenchCatalog.Kind)!;
        Facts = BenchCatalog.Facts(Purpose);
        Envelope = BenchCatalog.Envelope(Purpose);
        Compiled = Shapes.Compile(Envelope);
        if (Boundary.Decide(Compiled, BenchCatalog.Inside) is not BoundaryDecision.StayInside
            || Boundary.Decide(Compiled, Outside) is not BoundaryDecision.ReApprove
            || Bootstrap.Decide(Purpose, Facts) is not BootstrapDecision.Granted
            || Derivation.Decide(Compiled, Token) is not DerivationDecision.Issue)
        {
            throw new InvalidOperationException($"{backend.Name} does not decide what the benchmark says.");
        }
    }

    public static DiscoveredAction Outside { get; } =
        BenchCatalog.Inside with { Subject = "user_2", Tenant = "customer.example", Operation = "delete" };

    /// <summary>A token for all that the Mission holds at the calendar: three operations, so three questions in one pass.</summary>
    public static DerivationRequest Token { get; } = new()
    {
        At = "https://calendar-api.example.com", Now = BenchCatalog.Now + TimeSpan.FromMinutes(1), TokenLifetime = TimeSpan.FromMinutes(5),
    };

    public EnvelopeShapes Shapes { get; }

    public CompiledPurpose Purpose { get; }

    public BootstrapFacts Facts { get; }

    public MissionEnvelope Envelope { get; }

    public CompiledEnvelope Compiled { get; }

    public static BenchEngines CompiledPlan() => new(CompiledBackend.Instance);

    public static BenchEngines NRules() => new(new NRulesBackend(LoudObserver.Instance));

    public static BenchEngines Both() => new(BothBackend());

    /// <summary>NRules and the plan, which have to agree.</summary>
    public static AgreeingBackend BothBackend() =>
        new(new NRulesBackend(LoudObserver.Instance), CompiledBackend.Instance, LoudObserver.Instance);

    public static BenchEngines Microsoft() => new(new MicrosoftBackend());

    private sealed class LoudObserver : IRulesObserver
    {
        public static LoudObserver Instance { get; } = new();

        // What it throws is ignored, and the refusal that follows is no decision that the benchmarks measure.
        public void Faulted(RulesDisagreement disagreement) => Console.Error.WriteLine(disagreement);
    }
}

using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Bench;

/// <summary>The decisions around a Mission's birth, and what crosses to another authorization server.</summary>
[MemoryDiagnoser]
public class BootstrapBench
{
    private CompiledPurpose purpose = null!;

    private BootstrapFacts facts = null!;

    private MissionEnvelope envelope = null!;

    private CompiledEnvelope compiled = null!;

    private JsonElement given;

    private ProjectionRequest request = null!;

    /// <summary>Loads the sample purpose.</summary>
    [GlobalSetup]
    public void Setup()
    {
        purpose = BenchCatalog.Load(10).Purpose(BenchCatalog.Kind)!;
        facts = BenchCatalog.Facts(purpose);
        envelope = BenchCatalog.Envelope(purpose);
        compiled = CompiledEnvelope.From(envelope);
        using JsonDocument document = JsonDocument.Parse(BenchCatalog.ParamsJson);
        given = document.RootElement.Clone();
        request = new ProjectionRequest { Audience = "https://crm-as.example.com", SignIn = facts.SignIn!, Now = BenchCatalog.Now };
        if (Decide() is not BootstrapDecision.Granted || Project() is not ProjectionDecision.Project || Validate() != 0)
        {
            throw new InvalidOperationException("The benchmark does not measure what it says.");
        }
    }

    /// <summary>An applied context becomes a Mission.</summary>
    [Benchmark]
    public BootstrapDecision Decide() => Bootstrap.Decide(purpose, facts);

    /// <summary>Requested values become an applied context.</summary>
    [Benchmark]
    public AppliedContext Apply() => BenchCatalog.Applied(purpose);

    /// <summary>The params against their schema.</summary>
    [Benchmark]
    public int Validate() => purpose.Schema.Validate(given).Length;

    /// <summary>An envelope becomes a program.</summary>
    [Benchmark]
    public CompiledEnvelope CompileEnvelope() => CompiledEnvelope.From(envelope);

    /// <summary>What crosses to the CRM.</summary>
    [Benchmark]
    public ProjectionDecision Project() => Projection.Decide(purpose.Vocabulary, compiled, request);
}

using System.Globalization;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Bench;

/// <summary>What stays in memory: an envelope that is ready, and the program of a purpose that was asked, on each engine.</summary>
internal static class KeptBytes
{
    private const int Envelopes = 5_000;

    private const int Purposes = 100;

    /// <summary>Prints one line for each thing that is kept, with its ratio to the compiled plan.</summary>
    public static void Print()
    {
        CompiledCatalog catalog = BenchCatalog.Load(Purposes);
        MissionEnvelope envelope = BenchCatalog.Envelope(catalog.Purpose(BenchCatalog.Kind)!);
        double ready = 0;
        double purpose = 0;
        foreach (IRuleSetBackend backend in new IRuleSetBackend[]
        {
            CompiledBackend.Instance,
            new NRulesBackend(Silent.Instance),
            new AgreeingBackend(new NRulesBackend(Silent.Instance), CompiledBackend.Instance, Silent.Instance),
        })
        {
            EnvelopeShapes shapes = new(backend);
            _ = Boundary.Decide(shapes.Compile(envelope), BenchCatalog.Inside);
            Line("envelope ready, its shape known", backend, Each(Envelopes, _ => shapes.Compile(envelope)), ref ready);
            CompiledPurpose[] asked = [.. catalog.Purposes.Values];
            Line("boundary program of a purpose, asked once", backend, Each(Purposes, index => Asked(backend, asked[index])), ref purpose);
        }
    }

    private static ShapedProgram Asked(IRuleSetBackend backend, CompiledPurpose purpose)
    {
        ShapedProgram program = new EnvelopeShapes(backend).Compile(BenchCatalog.Envelope(purpose)).Boundary;
        _ = program.Ask(BenchCatalog.Inside);
        return program;
    }

    private static double Each(int count, Func<int, object> make)
    {
        object[] kept = new object[count];
        _ = make(0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int index = 0; index < count; index++)
        {
            kept[index] = make(index);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / (double)count;
    }

    private static void Line(string what, IRuleSetBackend backend, double bytes, ref double baseline)
    {
        baseline = baseline == 0 ? bytes : baseline;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-45} {backend.Name,-9} {bytes,10:N0} bytes  {bytes / baseline,6:F2}"));
    }

    private sealed class Silent : IRulesObserver
    {
        public static Silent Instance { get; } = new();

        public void Faulted(RulesDisagreement disagreement) => throw new InvalidOperationException(disagreement.ToString());
    }
}

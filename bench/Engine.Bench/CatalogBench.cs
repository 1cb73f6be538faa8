using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Bench;

/// <summary>From text to a compiled catalog.</summary>
[MemoryDiagnoser]
public class CatalogBench
{
    private ImmutableArray<CatalogSource> sources;

    private CatalogModel model = null!;

    /// <summary>How many purposes the catalog has.</summary>
    [Params(10, 100, 1000)]
    public int Purposes { get; set; }

    /// <summary>Makes the files.</summary>
    [GlobalSetup]
    public void Setup()
    {
        sources = BenchCatalog.Sources(Purposes);
        model = CatalogLoader.Load(sources).Match(
            loaded => loaded.Model,
            refused => throw new InvalidOperationException(refused.Diagnostics[0].Message));
    }

    /// <summary>Read, bind, validate and compile.</summary>
    [Benchmark]
    public CompiledCatalog LoadAndCompile() => BenchCatalog.Load(sources);

    /// <summary>Compile alone.</summary>
    [Benchmark]
    public CompiledCatalog Compile() => CompiledCatalog.Compile(model.Vocabulary, model.Entries);
}

using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Bench;

/// <summary>What the pull-request gate costs.</summary>
[MemoryDiagnoser]
public class DiffBench
{
    private CompiledCatalog before = null!;

    private CompiledCatalog oneChanged = null!;

    private CompiledCatalog allChanged = null!;

    /// <summary>How many purposes the catalog has.</summary>
    [Params(10, 1000)]
    public int Purposes { get; set; }

    /// <summary>Loads the versions.</summary>
    [GlobalSetup]
    public void Setup()
    {
        ImmutableArray<CatalogSource> sources = BenchCatalog.Sources(Purposes);
        before = BenchCatalog.Load(sources);
        oneChanged = BenchCatalog.Load(Edited(sources, "purposes/p0.yaml"));
        allChanged = BenchCatalog.Load(Edited(sources, ".yaml"));
    }

    /// <summary>A pull request that touches one purpose.</summary>
    [Benchmark]
    public CatalogDifference OnePurposeChanged() => CatalogDiff.Compare(before, oneChanged);

    /// <summary>A pull request that touches all of them.</summary>
    [Benchmark]
    public CatalogDifference AllPurposesChanged() => CatalogDiff.Compare(before, allChanged);

    private static ImmutableArray<CatalogSource> Edited(ImmutableArray<CatalogSource> sources, string ending) =>
        [.. sources.Select(source => source.Path.EndsWith(ending, StringComparison.Ordinal)
            ? source with { Text = source.Text.Replace("operations: [read, create, update]", "operations: [read, create, update, delete]", StringComparison.Ordinal) }
            : source)];
}

using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>The sample catalog, and the same with some text replaced.</summary>
internal static class Edit
{
    public static CompiledCatalog Sample { get; } = SampleCatalog.Load();

    public static CompiledCatalog Of(string file, string old, string replacement) => SampleCatalog.Load(
        [.. SampleCatalog.Sources.Select(source => source.Path.EndsWith(file, StringComparison.Ordinal) ? Replace(source, old, replacement) : source)]);

    public static CompiledCatalog Without(string file) =>
        SampleCatalog.Load([.. SampleCatalog.Sources.Where(source => !source.Path.EndsWith(file, StringComparison.Ordinal))]);

    public static CatalogDifference Diff(string file, string old, string replacement) => CatalogDiff.Compare(Sample, Of(file, old, replacement));

    public static CatalogDifference Undo(string file, string old, string replacement) => CatalogDiff.Compare(Of(file, old, replacement), Sample);

    public static CatalogDifference Diff(string file, params string[] replacements) => CatalogDiff.Compare(Sample, SampleCatalog.Load(
        [.. SampleCatalog.Sources.Select(source => source.Path.EndsWith(file, StringComparison.Ordinal)
            ? replacements.Chunk(2).Aggregate(source, (edited, pair) => Replace(edited, pair[0], pair[1]))
            : source)]));

    private static CatalogSource Replace(CatalogSource source, string old, string replacement)
    {
        Assert.Contains(old, source.Text, StringComparison.Ordinal);
        return source with { Text = source.Text.Replace(old, replacement, StringComparison.Ordinal) };
    }
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>The sample catalog of the checkout.</summary>
internal static class SampleCatalog
{
    public static ImmutableArray<CatalogSource> Sources { get; } = Read();

    public static CompiledCatalog Load() => Load(Sources);

    public static CompiledCatalog Load(ImmutableArray<CatalogSource> sources) => CatalogLoader.Load(sources).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
        refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics.Select(d => $"{d.Position} {d.Code.Id} {d.Message} {d.Help}"))));

    private static ImmutableArray<CatalogSource> Read()
    {
        string root = Repository.Path("catalog");
        return
        [
            .. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => new CatalogSource(Path.GetRelativePath(root, file), File.ReadAllText(file))),
        ];
    }
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint;

/// <summary>A folder on disk as catalog sources, by path.</summary>
internal static class CatalogFolder
{
    private static readonly string[] Parts = ["purposes", "vocabulary"];

    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ImmutableArray<CatalogSource> Read(string folder) =>
    [
        .. Parts
            .Select(part => Path.Combine(folder, part))
            .Where(Directory.Exists)
            .SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            .Select(file => new CatalogSource(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(source => source.Path, StringComparer.Ordinal),
    ];
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Server.Catalogs;

/// <summary>A folder on disk as catalog sources.</summary>
internal static class CatalogFolder
{
    private static readonly string[] Parts = ["purposes", "vocabulary"];

    /// <summary>The nearest folder named <c>catalog</c>, from a folder upward.</summary>
    public static string? Find(string from)
    {
        for (DirectoryInfo? at = new(from); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "catalog");
            if (Directory.Exists(Path.Combine(candidate, "purposes")))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The YAML files below <c>purposes/</c> and <c>vocabulary/</c>, by path.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ImmutableArray<CatalogSource> Read(string folder) =>
        [.. Files(folder).Select(file => new CatalogSource(Name(folder, file), File.ReadAllText(file)))];

    /// <summary>What a look at the folder shows without reading files: paths, sizes and times of change.</summary>
    public static string Fingerprint(string folder) => string.Join('\n', Files(folder).Select(file =>
    {
        FileInfo info = new(file);
        return FormattableString.Invariant($"{Name(folder, file)} {info.Length} {info.LastWriteTimeUtc.Ticks}");
    }));

    private static IEnumerable<string> Files(string folder) => Parts
        .Select(part => Path.Combine(folder, part))
        .Where(Directory.Exists)
        .SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
        .Where(file => file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    private static string Name(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');
}

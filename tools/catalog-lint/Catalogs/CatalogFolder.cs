using System.Collections.Immutable;
using System.Text;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Catalogs;

/// <summary>A folder on disk as catalog sources, by path.</summary>
internal static class CatalogFolder
{
    // The language ends at 256 KiB a file; of a longer one its beginning is enough to say so.
    private const int MostBytes = 512 * 1024;

    private static readonly string[] Parts = ["purposes", "vocabulary"];

    /// <summary>Reads a catalog.</summary>
    /// <param name="folder">The folder with <c>purposes/</c> and <c>vocabulary/</c>.</param>
    /// <exception cref="CouldNotRunException">There is no such folder.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ImmutableArray<CatalogSource> Read(string folder) =>
    [
        .. Files(folder)
            .Select(file => new CatalogSource(Path.GetRelativePath(folder, file).Replace('\\', '/'), Text(file)))
            .OrderBy(source => source.Path, StringComparer.Ordinal),
    ];

    /// <summary>The YAML files of a catalog, in no order.</summary>
    /// <param name="folder">The folder.</param>
    public static IEnumerable<string> Files(string folder) => !Directory.Exists(folder)
        ? throw new CouldNotRunException($"There is no folder {folder}.")
        : Parts
            .Select(part => Path.Combine(folder, part))
            .Where(Directory.Exists)
            .SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
            .Where(IsYaml)
            .Select(file => Links.LeadOut(folder, file) ? throw new CouldNotRunException($"{file} is a link out of the catalog.") : file);

    /// <summary>Whether a file belongs to the language.</summary>
    /// <param name="path">The path.</param>
    public static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string Text(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] bytes = new byte[(int)Math.Min(stream.Length, MostBytes)];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Catalogs;

/// <summary>A catalog as a person names it: a folder, or a git revision.</summary>
internal static class CatalogPlace
{
    /// <summary>Reads a catalog.</summary>
    /// <param name="host">Where the tool runs.</param>
    /// <param name="place">A folder, or a git revision.</param>
    /// <param name="folder">The catalog's folder inside a revision.</param>
    /// <exception cref="CouldNotRunException">It is neither.</exception>
    public static ImmutableArray<CatalogSource> Read(ToolHost host, string place, string folder)
    {
        string path = host.Resolve(place);
        return Directory.Exists(path) ? CatalogFolder.Read(path) : GitRevision.Read(host.WorkingDirectory, place, folder);
    }

    /// <summary>Reads and compiles a catalog that has to be sound.</summary>
    /// <inheritdoc cref="Read"/>
    public static CompiledCatalog Compile(ToolHost host, string place, string folder) =>
        CatalogLoader.Load(Read(host, place, folder)).Match(
            loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
            refused => throw new CouldNotRunException($"The catalog {place} does not load: {First(refused.Diagnostics)}"));

    private static string First(ImmutableArray<CatalogDiagnostic> diagnostics) =>
        $"{diagnostics[0]}{(diagnostics.Length > 1 ? $" ({diagnostics.Length - 1} more; run `catalog-lint check`)" : string.Empty)}";
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Server.Catalogs;

/// <summary>Holds the catalog that decides now. A broken new one is told and refused; the last good one goes on deciding.</summary>
internal sealed class CatalogHost
{
    private readonly string folder;
    private CompiledCatalog current;
    private string seen;

    private CatalogHost(string folder, CompiledCatalog current, string seen)
    {
        this.folder = folder;
        this.current = current;
        this.seen = seen;
    }

    /// <summary>The catalog that decides now. Take it once for each question.</summary>
    public CompiledCatalog Current => Volatile.Read(ref current);

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shapes">Who prepares and asks the rules; one for every version of the catalog.</param>
    /// <param name="diagnostics">Every mistake when null is returned.</param>
    public static CatalogHost? Open(string folder, EnvelopeShapes shapes, out ImmutableArray<CatalogDiagnostic> diagnostics)
    {
        string seen = CatalogFolder.Fingerprint(folder);
        CompiledCatalog? catalog = Compile(folder, shapes, out diagnostics);
        return catalog is null ? null : new CatalogHost(folder, catalog, seen);
    }

    /// <summary>Takes a changed folder over, where it is without mistakes.</summary>
    /// <param name="diagnostics">Every mistake of a folder that changed and was refused.</param>
    /// <returns>True when another catalog decides from now on.</returns>
    public bool Reload(out ImmutableArray<CatalogDiagnostic> diagnostics)
    {
        diagnostics = [];
        string found = CatalogFolder.Fingerprint(folder);
        if (found == seen)
        {
            return false;
        }

        seen = found;
        if (Compile(folder, Current.Shapes, out diagnostics) is not { } catalog || catalog.Digest == Current.Digest)
        {
            return false;
        }

        Volatile.Write(ref current, catalog);
        return true;
    }

    private static CompiledCatalog? Compile(string folder, EnvelopeShapes shapes, out ImmutableArray<CatalogDiagnostic> diagnostics)
    {
        (CompiledCatalog? catalog, diagnostics) = CatalogLoader.Load(CatalogFolder.Read(folder)).Match(
            loaded => ((CompiledCatalog?)CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries, shapes), ImmutableArray<CatalogDiagnostic>.Empty),
            refused => (null, refused.Diagnostics));
        return catalog;
    }
}

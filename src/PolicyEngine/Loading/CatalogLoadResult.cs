using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Loading;

/// <summary>The answer of loading a catalog: the whole catalog, or every diagnostic.</summary>
public abstract record CatalogLoadResult
{
    private CatalogLoadResult()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="loaded">For a valid catalog.</param>
    /// <param name="refused">For a catalog with at least one error.</param>
    public T Match<T>(Func<Loaded, T> loaded, Func<Refused, T> refused) => this switch
    {
        Loaded value => loaded(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The catalog is valid.</summary>
    /// <param name="Model">The catalog.</param>
    public sealed record Loaded(CatalogModel Model) : CatalogLoadResult;

    /// <summary>The catalog is not valid; nothing of it may be used.</summary>
    /// <param name="Diagnostics">Every mistake of every file, by file, line, column, code; never empty.</param>
    public sealed record Refused(ImmutableArray<CatalogDiagnostic> Diagnostics) : CatalogLoadResult;
}

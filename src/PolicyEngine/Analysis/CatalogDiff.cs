using MissionPolicy.Engine.Compilation;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Compares two catalogs by what they allow.</summary>
/// <remarks>Source: catalog language, "diff is exact".</remarks>
public static class CatalogDiff
{
    /// <summary>Compares two catalogs.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <returns>The same value for the same catalogs, always.</returns>
    public static CatalogDifference Compare(CompiledCatalog before, CompiledCatalog after) => new(
        [.. before.Purposes.Keys.Union(after.Purposes.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .AsParallel()
            .AsOrdered()
            .Select(kind => PurposeDiff.Compare(kind, before.Purpose(kind), after.Purpose(kind)))]);
}

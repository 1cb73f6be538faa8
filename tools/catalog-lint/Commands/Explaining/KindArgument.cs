using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>Finds the entry that a person means: by its kind, or by the end of it.</summary>
internal static class KindArgument
{
    /// <summary>The entry.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="named">What the person wrote.</param>
    /// <exception cref="CouldNotRunException">No entry, or more than one.</exception>
    public static CompiledPurpose Find(CompiledCatalog catalog, string named)
    {
        if (catalog.Purpose(named) is { } exact)
        {
            return exact;
        }

        CompiledPurpose[] ending = [.. catalog.Purposes.Values
            .Where(purpose => purpose.Entry.Kind.EndsWith("/" + named, StringComparison.Ordinal) || purpose.Entry.Kind.EndsWith(":" + named, StringComparison.Ordinal))
            .OrderBy(purpose => purpose.Entry.Kind, StringComparer.Ordinal)];
        return ending switch
        {
            [var only] => only,
            [] => throw new CouldNotRunException($"No entry has the kind {named}.{Meant(catalog, named)}"),
            _ => throw new CouldNotRunException($"Several kinds end with {named}: {string.Join(", ", ending.Select(purpose => purpose.Entry.Kind))}."),
        };
    }

    private static string Meant(CompiledCatalog catalog, string named) =>
        Suggestion.For(named, catalog.Purposes.Keys.Select(kind => kind.Split('/', ':')[^1])) is { } close ? $" Did you mean {close}?" : string.Empty;
}

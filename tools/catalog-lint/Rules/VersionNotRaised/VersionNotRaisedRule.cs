using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.VersionNotRaised;

/// <summary>The meaning of an entry changed, and its version was not raised.</summary>
internal static class VersionNotRaisedRule
{
    public static LintRule Rule { get; } = new("MP2002", "version-not-raised", DiagnosticSeverity.Error, "The meaning of an entry changed, and its version was not raised") { OfCatalog = Check };

    private static IEnumerable<Remark> Check(LintCatalog catalog)
    {
        foreach (LintEntry entry in catalog.Entries)
        {
            if (catalog.Base?.Purpose(entry.Entry.Kind) is not { } before)
            {
                continue;
            }

            // Compared under this catalog's words, so that a change of the vocabulary alone asks for no new version of every entry.
            bool isChanged = PurposeCompiler.DigestOf(before.Entry with { Version = entry.Entry.Version }, entry.Vocabulary) != entry.Purpose.Digest;
            if (entry.Entry.Version < before.Entry.Version || (isChanged && entry.Entry.Version == before.Entry.Version))
            {
                yield return new Remark(
                    entry.At("$.version"),
                    entry.Entry.Version < before.Entry.Version
                        ? $"The version went down from {before.Entry.Version} to {entry.Entry.Version}."
                        : $"The entry means something else than before, and is still version {entry.Entry.Version}.",
                    $"Write version {before.Entry.Version + 1}: evidence names entries by kind and version.");
            }
        }
    }
}

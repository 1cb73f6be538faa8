using System.Collections.Immutable;
using System.IO.Enumeration;

namespace MissionPolicy.CatalogLint.Configuration;

/// <summary>Files that some rules do not judge.</summary>
/// <param name="Path">The files: a path from the catalog folder; <c>*</c> stands for any text.</param>
/// <param name="Rules">The rules; empty for all of them.</param>
internal sealed record LintExclusion(string Path, ImmutableArray<string> Rules)
{
    public bool Covers(string file, string rule) =>
        (Rules.IsEmpty || Rules.Contains(rule, StringComparer.Ordinal)) && FileSystemName.MatchesSimpleExpression(Path, file, ignoreCase: false);
}

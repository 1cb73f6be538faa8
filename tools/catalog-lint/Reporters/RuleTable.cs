using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Commands;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Every code that a report can hold: the checks of the language, the rules, and what a diff or a replay tells.</summary>
internal static class RuleTable
{
    /// <summary>The rows, by id.</summary>
    public static ImmutableArray<(string Id, string Name, string Title, DiagnosticSeverity Severity, string Page)> Rows { get; } =
    [
        .. DiagnosticCodes.All.Select(code => (code.Id, code.Name, code.Title, DiagnosticSeverity.Error, code.DocPage))
            .Concat(RuleCatalog.All.Select(rule => (rule.Id, rule.Name, rule.Title, rule.Severity, rule.DocPage)))
            .Concat(ChangeCodes.All)
            .OrderBy(row => row.Id, StringComparer.Ordinal),
    ];

    private static readonly ImmutableDictionary<string, string> Pages = Rows.ToImmutableDictionary(row => row.Id, row => row.Page, StringComparer.Ordinal);

    /// <summary>The page of a code, from the root of the repository.</summary>
    /// <param name="id">The code.</param>
    public static string Page(string id) => Pages.GetValueOrDefault(id, "docs/catalog-lint.md");
}

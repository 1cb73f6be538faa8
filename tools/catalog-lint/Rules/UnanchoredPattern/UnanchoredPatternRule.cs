using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.UnanchoredPattern;

/// <summary>A pattern speaks about a part of the text only.</summary>
internal static class UnanchoredPatternRule
{
    public static LintRule Rule { get; } = new("MP2104", "unanchored-pattern", DiagnosticSeverity.Warning, "A pattern speaks about a part of the text only") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => SchemaPlaces.Walk(entry.Schema)
        .Where(node => node.Pattern is { IsAnchored: false })
        .Select(node => new Remark(
            entry.At(SchemaPlaces.PathOf(node) + ".pattern"),
            $"The pattern `{node.Pattern!.Source}` matches a part of the text: whatever stands around it passes.",
            "Begin it with `^` and end it with `$`; put alternatives into a group."));
}

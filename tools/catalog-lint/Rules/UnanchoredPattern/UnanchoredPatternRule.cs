using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.UnanchoredPattern;

/// <summary>A pattern speaks about a part of the text only.</summary>
internal static class UnanchoredPatternRule
{
    public static LintRule Rule { get; } = new("MP2104", "unanchored-pattern", DiagnosticSeverity.Warning, "A pattern speaks about a part of the text only") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => SchemaPlaces.Walk(entry.Schema)
        .SelectMany(Patterns)
        .Where(found => !PatternSyntax.IsAnchored(found.Pattern))
        .Select(found => new Remark(
            entry.At(found.Path),
            $"The pattern `{found.Pattern}` matches a part of the text: anything around it passes.",
            "Begin it with `^` and end it with `$`; put alternatives into a group."));

    private static IEnumerable<(string Path, string Pattern)> Patterns(SchemaNode node) =>
        SchemaPlaces.MemberPatterns(node).Concat(node.Pattern is null ? [] : [(SchemaPlaces.PathOf(node) + ".pattern", node.Pattern.Source)]);
}

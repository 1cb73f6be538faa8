using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.ApproximateFormat;

/// <summary>A format is checked more loosely than its specification says.</summary>
internal static class ApproximateFormatRule
{
    public static LintRule Rule { get; } = new(
        "MP2107", "approximate-format", DiagnosticSeverity.Warning, "A format that is checked more loosely than its specification says") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Uncompared
        .Where(found => found.Keyword == "format")
        .Select(found => new Remark(
            entry.At(SchemaPlaces.PathOf(found.SchemaPath)),
            $"{found.Message}: some texts pass that its specification refuses. `diff` cannot compare it either.",
            "Add an anchored `pattern` that says what you need, and drop the format, or use one of the exact formats of docs/catalog-format.md."));
}

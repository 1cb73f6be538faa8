using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.UncomparedSchema;

/// <summary>A keyword of the params schema is checked, and no diff can compare it.</summary>
internal static class UncomparedSchemaRule
{
    public static LintRule Rule { get; } = new(
        "MP2106", "uncompared-schema", DiagnosticSeverity.Note, "A keyword of the params schema that no diff can compare") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Uncompared
        .Where(found => found.Keyword != "format")
        .Select(found => new Remark(
            entry.At(SchemaPlaces.PathOf(found.SchemaPath)),
            $"`{found.Keyword}` is enforced, and `diff` cannot compare it: every change of this schema is incomparable, and one validator judges alone.",
            "Say the same with the compared keywords of docs/catalog-format.md where you can."));
}

using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.OpenObject;

/// <summary>An object of the params takes members that the schema does not name.</summary>
internal static class OpenObjectRule
{
    public static LintRule Rule { get; } = new("MP2102", "open-object", DiagnosticSeverity.Warning, "An object of the params takes members that the schema does not name") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => SchemaPlaces.Walk(entry.Schema)
        .Where(node => node.Types.HasFlag(SchemaTypes.Object) && node.Types != SchemaTypes.Any && node.Enum is null && node.Const is null)
        .Where(node => node.AdditionalProperties is null or { AllowsAnything: true })
        .Select(node => new Remark(
            entry.At(node),
            "The object takes members that the schema does not name: a client can send what nobody reviewed.",
            "Add `additionalProperties: false`."));
}

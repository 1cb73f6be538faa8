using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.OpenObject;

/// <summary>An object of the params takes members that the schema does not name.</summary>
internal static class OpenObjectRule
{
    public static LintRule Rule { get; } = new("MP2102", "open-object", DiagnosticSeverity.Warning, "An object of the params takes members that the schema does not name") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        SchemaNode[] all = [.. SchemaPlaces.Walk(entry.Schema)];
        HashSet<SchemaNode> closed = Closed(all);
        return all
            .Where(node => node.Types.HasFlag(SchemaTypes.Object) && node.Types != SchemaTypes.Any && node.Enum is null && node.Const is null)
            .Where(node => node.AdditionalProperties is null or { AllowsAnything: true } && !closed.Contains(node))
            .Select(node => new Remark(
                entry.At(node),
                "The object takes members that the schema does not name: a client can send what no person reviewed.",
                "Add `additionalProperties: false`, or `unevaluatedProperties: false` where several schemas describe it together."));
    }

    // `unevaluatedProperties: false` also closes the schemas that describe the same object.
    private static HashSet<SchemaNode> Closed(IEnumerable<SchemaNode> all)
    {
        HashSet<SchemaNode> closed = [];
        Stack<SchemaNode> open = new(all.Where(node => node.Uncompared.GetValueOrDefault("unevaluatedProperties", []) is [{ AllowsAnything: false }]));
        while (open.TryPop(out SchemaNode? node))
        {
            foreach (SchemaNode part in closed.Add(node) ? SchemaPlaces.InPlace(node) : [])
            {
                open.Push(part);
            }
        }

        return closed;
    }
}

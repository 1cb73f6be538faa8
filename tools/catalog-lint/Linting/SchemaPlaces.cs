using System.Text;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>Walks a params schema, and finds its parts in the file.</summary>
internal static class SchemaPlaces
{
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    /// <summary>A subschema and everything below it, each once.</summary>
    /// <param name="root">The subschema.</param>
    public static IEnumerable<SchemaNode> Walk(SchemaNode root)
    {
        HashSet<SchemaNode> seen = [];
        Stack<SchemaNode> open = new([root]);
        while (open.TryPop(out SchemaNode? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach (SchemaNode part in Parts(node))
            {
                open.Push(part);
            }
        }
    }

    /// <summary>The path of a subschema in the file.</summary>
    /// <param name="node">The subschema; its own path is a JSON Pointer.</param>
    public static string PathOf(SchemaNode node)
    {
        StringBuilder path = new("$.params.schema");
        string before = string.Empty;
        foreach (string raw in node.Path.Split('/').Skip(1))
        {
            string step = raw.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            _ = Lists.Contains(before) ? path.Append('[').Append(step).Append(']') : path.Append('.').Append(step);
            before = step;
        }

        return path.ToString();
    }

    // Subschemas of `not` and `if` bound nothing; whoever walks looks at what an instance has to fit.
    private static IEnumerable<SchemaNode> Parts(SchemaNode node) =>
    [
        .. node.Properties.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Value),
        .. node.PrefixItems, .. node.AllOf, .. node.AnyOf, .. node.OneOf,
        .. new[] { node.Items, node.Then, node.Else, node.Reference?.Target }.OfType<SchemaNode>(),
    ];
}

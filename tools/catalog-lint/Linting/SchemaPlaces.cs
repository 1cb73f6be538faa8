using System.Text;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>Walks a params schema, and finds its parts in the file.</summary>
internal static class SchemaPlaces
{
    private const string Patterned = "patternProperties";
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
    public static string PathOf(SchemaNode node) => PathOf(node.Path);

    /// <summary>The path of a place in the schema in the file.</summary>
    /// <param name="pointer">A JSON Pointer into the schema.</param>
    public static string PathOf(string pointer)
    {
        StringBuilder path = new("$.params.schema");
        string before = string.Empty;
        foreach (string raw in pointer.Split('/').Skip(1))
        {
            string step = Unescape(raw);
            _ = Lists.Contains(before) ? path.Append('[').Append(step).Append(']') : path.Append('.').Append(step);
            before = step;
        }

        return path.ToString();
    }

    /// <summary>The patterns of member names in a subschema, each with the path of its place in the file.</summary>
    /// <param name="node">The subschema.</param>
    public static IEnumerable<(string Path, string Pattern)> MemberPatterns(SchemaNode node) => node.Uncompared.GetValueOrDefault(Patterned, [])
        .Select(part => (PathOf(part), Unescape(part.Path[(part.Path.LastIndexOf('/') + 1)..])));

    /// <summary>The subschemas that judge the same value as a subschema that they are part of.</summary>
    /// <param name="node">The subschema.</param>
    public static IEnumerable<SchemaNode> InPlace(SchemaNode node) =>
    [
        .. node.AllOf, .. node.AnyOf, .. node.OneOf, .. node.Uncompared.GetValueOrDefault("dependentSchemas", []),
        .. new[] { node.Then, node.Else, node.Reference?.Target, node.DynamicReference?.Target }.OfType<SchemaNode>(),
    ];

    // Subschemas of `not` and `if` bound nothing: a walk looks at what an instance has to fit.
    private static IEnumerable<SchemaNode> Parts(SchemaNode node) =>
    [
        .. node.Properties.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Value),
        .. node.PrefixItems, .. new[] { node.Items }.OfType<SchemaNode>(), .. InPlace(node),
        .. node.Uncompared.OrderBy(keyword => keyword.Key, StringComparer.Ordinal).SelectMany(keyword => keyword.Value),
    ];

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

using System.Collections.Frozen;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Params;

/// <summary>Which params can be facts, and of which kind: read from the schema, so that every comparison is typed at load.</summary>
public static class ParamKinds
{
    private const int MaxDepth = 8;

    /// <summary>The kind by path, for example <c>window.from</c>. Members of other shapes are not facts.</summary>
    /// <param name="root">The schema of the params object.</param>
    public static FrozenDictionary<string, FactKind> Of(SchemaNode root)
    {
        Dictionary<string, FactKind> kinds = new(StringComparer.Ordinal);
        Walk(root, string.Empty, kinds, 0);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Walk(SchemaNode node, string prefix, Dictionary<string, FactKind> kinds, int depth)
    {
        foreach ((string name, SchemaNode property) in Follow(node).Properties)
        {
            SchemaNode member = Follow(property);
            string path = prefix + name;
            if (Kind(member) is { } kind)
            {
                kinds[path] = kind;
            }
            else if (depth < MaxDepth)
            {
                Walk(member, path + ".", kinds, depth + 1);
            }
        }
    }

    private static FactKind? Kind(SchemaNode node) => node.Types switch
    {
        SchemaTypes.String => node.Format switch
        {
            "date-time" => FactKind.Instant,
            "duration" => FactKind.Duration,
            _ => FactKind.Text,
        },
        SchemaTypes.Number or SchemaTypes.Integer => FactKind.Number,
        SchemaTypes.Boolean => FactKind.Flag,
        SchemaTypes.Array when node.PrefixItems.IsEmpty && node.Items is { } items && Follow(items).Types == SchemaTypes.String => FactKind.TextSet,
        _ => null,
    };

    private static SchemaNode Follow(SchemaNode node)
    {
        while (node is { Reference: { } reference, Types: SchemaTypes.Any, Properties.Count: 0 })
        {
            node = reference.Target;
        }

        return node;
    }
}

namespace MissionPolicy.Engine.Params;

/// <summary>Refuses schemas that refer to themselves without going down into the value: they would never end.</summary>
internal static class SchemaCycles
{
    public static void Check(SchemaScope scope)
    {
        HashSet<SchemaNode> done = [];
        HashSet<SchemaNode> path = [];
        foreach (SchemaNode node in scope.Nodes.Values.ToArray())
        {
            Visit(scope, node, done, path);
        }
    }

    private static void Visit(SchemaScope scope, SchemaNode node, HashSet<SchemaNode> done, HashSet<SchemaNode> path)
    {
        if (done.Contains(node))
        {
            return;
        }

        if (!path.Add(node))
        {
            scope.Add(node.Path, "$ref", "the schema refers to itself for the same value, which never ends");
            done.Add(node);
            return;
        }

        foreach (SchemaNode next in InPlace(node))
        {
            Visit(scope, next, done, path);
        }

        path.Remove(node);
        done.Add(node);
    }

    private static IEnumerable<SchemaNode> InPlace(SchemaNode node) =>
        new[] { node.Reference?.Target, node.Not, node.If, node.Then, node.Else }
            .OfType<SchemaNode>()
            .Concat(node.AllOf)
            .Concat(node.AnyOf)
            .Concat(node.OneOf);
}

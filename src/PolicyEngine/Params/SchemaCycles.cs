namespace MissionPolicy.Engine.Params;

/// <summary>Refuses schemas that never end for one value, or that go too deep before they go down into it.</summary>
internal static class SchemaCycles
{
    // Every step costs stack, and it is spent again at every level of the value.
    private const int MaxHeight = 16;

    /// <summary>Checks, and says how many schemas judge one value at most, one inside the other.</summary>
    public static int Check(SchemaScope scope)
    {
        Dictionary<SchemaNode, int> heights = [];
        HashSet<SchemaNode> path = [];
        foreach (SchemaNode node in scope.Nodes.Values.ToArray())
        {
            Height(scope, node, heights, path);
        }

        return heights.Values.Max() + 1;
    }

    // How many schemas judge one value, one inside the other. A node with a defect counts as a leaf, so that it is told once.
    private static int Height(SchemaScope scope, SchemaNode node, Dictionary<SchemaNode, int> heights, HashSet<SchemaNode> path)
    {
        if (heights.TryGetValue(node, out int known))
        {
            return known;
        }

        if (path.Contains(node))
        {
            scope.Add(node.Path, "$ref", "the schema refers to itself for the same value, which never ends");
            return heights[node] = 0;
        }

        int height = 0;
        path.Add(node);
        foreach (SchemaNode next in path.Count > MaxHeight + 1 ? [] : InPlace(node))
        {
            height = Math.Max(height, Height(scope, next, heights, path) + 1);
        }

        if (height > MaxHeight || path.Count > MaxHeight + 1)
        {
            scope.Add(node.Path, "$ref", $"more than {MaxHeight} schemas, one inside the other, judge the same value");
            height = 0;
        }

        path.Remove(node);
        heights.TryAdd(node, height);
        return height;
    }

    private static IEnumerable<SchemaNode> InPlace(SchemaNode node) =>
        new[] { node.Reference?.Target, node.DynamicReference?.Target, node.Not, node.If, node.Then, node.Else }
            .OfType<SchemaNode>()
            .Concat(node.AllOf)
            .Concat(node.AnyOf)
            .Concat(node.OneOf)
            .Concat(node.Uncompared.GetValueOrDefault("dependentSchemas", []));
}

namespace MissionPolicy.Engine.Params;

/// <summary>Marks the schemas that lead to a keyword that no comparison understands.</summary>
/// <remarks>Left out under <c>not</c>, such a keyword would turn "more than is accepted" into "less"; these places have to know.</remarks>
internal static class SchemaWholeness
{
    public static void Mark(IReadOnlyCollection<SchemaNode> nodes)
    {
        ILookup<SchemaNode, SchemaNode> above = nodes
            .SelectMany(node => Parts(node).Select(part => (Part: part, Above: node)))
            .ToLookup(edge => edge.Part, edge => edge.Above);
        Stack<SchemaNode> open = new(nodes.Where(node => node.Uncompared.Count > 0));
        while (open.TryPop(out SchemaNode? node))
        {
            if (node.IsWhole)
            {
                node.MarkIncomplete();
                foreach (SchemaNode next in above[node])
                {
                    open.Push(next);
                }
            }
        }
    }

    private static IEnumerable<SchemaNode> Parts(SchemaNode node) =>
    [
        .. node.Properties.Values, .. node.PrefixItems, .. node.AllOf, .. node.AnyOf, .. node.OneOf,
        .. new[]
        {
            node.AdditionalProperties, node.Items, node.Contains, node.Not, node.If, node.Then, node.Else, node.Reference?.Target,
            node.DynamicReference?.Target,
        }.OfType<SchemaNode>(),
    ];
}

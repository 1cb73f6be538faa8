namespace MissionPolicy.Engine.Params;

/// <summary>Refuses schemas of more parts than a validator can be built for: it goes down one stack frame for each.</summary>
internal static class SchemaSize
{
    private const int MaxNodes = 1_000;

    public static bool IsFull(SchemaScope scope) => scope.Nodes.Count >= MaxNodes;

    // A reference into the middle of a schema may be built anew, with everything below it.
    public static void Check(SchemaScope scope)
    {
        int copies = scope.Targets.Keys.Where(IsInTheMiddle).Sum(text => Below(scope, Uri.UnescapeDataString(text[1..])));
        if (scope.Nodes.Count + copies >= MaxNodes)
        {
            string cure = copies == 0 ? string.Empty : "; what is referred to is counted again unless it stands directly under `$defs`";
            scope.Add(string.Empty, string.Empty, $"holds {MaxNodes} schemas or more{cure}");
        }
    }

    private static bool IsInTheMiddle(string text) =>
        text.StartsWith("#/", StringComparison.Ordinal)
        && !(text.StartsWith("#/$defs/", StringComparison.Ordinal) && text.Count(c => c == '/') == 2);

    private static int Below(SchemaScope scope, string pointer) =>
        scope.Nodes.Keys.Count(path => path == pointer || path.StartsWith(pointer + "/", StringComparison.Ordinal));
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>What one compilation knows: the document, the nodes made so far, open references, and the defects.</summary>
internal sealed class SchemaScope(JsonElement root)
{
    private readonly List<SchemaDefect> defects = [];
    private readonly Queue<SchemaReference> open = new();
    private readonly Dictionary<SchemaReference, string> referencePaths = [];

    public JsonElement Root { get; } = root;

    public Dictionary<string, SchemaNode> Nodes { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<SchemaDefect> Defects => [.. defects.OrderBy(defect => defect.SchemaPath, StringComparer.Ordinal)];

    public static string Escape(string member) =>
        member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public void Add(string path, string keyword, string message, string? suggestion = null) =>
        defects.Add(new SchemaDefect(path, keyword, message, suggestion));

    public SchemaReference Refer(string pointer, string path)
    {
        SchemaReference reference = new(pointer);
        open.Enqueue(reference);
        referencePaths.Add(reference, path);
        return reference;
    }

    public bool TryNextReference([NotNullWhen(true)] out SchemaReference? reference) => open.TryDequeue(out reference);

    public string PathOf(SchemaReference reference) => referencePaths[reference];

    /// <summary>The names of an object's members; none stands twice, which <see cref="JsonInput"/> has seen to.</summary>
    public static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(member => member.Name);

    /// <summary>The value that a JSON Pointer names, or null.</summary>
    public JsonElement? Resolve(string pointer)
    {
        JsonElement at = Root;
        foreach (string raw in pointer.Split('/').Skip(1))
        {
            string step = raw.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            bool found = at.ValueKind switch
            {
                JsonValueKind.Object => at.TryGetProperty(step, out at),
                JsonValueKind.Array => TryItem(at, step, out at),
                _ => false,
            };
            if (!found)
            {
                return null;
            }
        }

        return at;
    }

    private static bool TryItem(JsonElement array, string step, out JsonElement item)
    {
        bool isIndex = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < array.GetArrayLength();
        item = isIndex ? array[index] : array;
        return isIndex;
    }
}

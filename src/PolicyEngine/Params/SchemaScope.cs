using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>What one reading knows: the document, the nodes made so far, open references, and the defects.</summary>
internal sealed class SchemaScope(JsonElement root)
{
    private readonly List<SchemaDefect> defects = [];
    private readonly List<SchemaDefect> uncompared = [];
    private readonly Queue<SchemaReference> open = new();
    private readonly Dictionary<SchemaReference, (string Path, string Text)> references = [];
    private readonly Dictionary<string, JsonElement> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> anchors = new(StringComparer.Ordinal);

    public JsonElement Root { get; } = root;

    public Dictionary<string, SchemaNode> Nodes { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<SchemaDefect> Defects => Sorted(defects);

    /// <summary>The places that are validated and that no comparison understands.</summary>
    public ImmutableArray<SchemaDefect> Uncompared => Sorted(uncompared);

    public static string Escape(string member) =>
        member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public void Add(string path, string keyword, string message, string? suggestion = null) =>
        defects.Add(new SchemaDefect(path, keyword, message, suggestion));

    public void AddUncompared(string path, string keyword, string message) => uncompared.Add(new SchemaDefect(path, keyword, message));

    /// <summary>What each text of a reference names.</summary>
    public FrozenDictionary<string, JsonElement> Targets => targets.ToFrozenDictionary(StringComparer.Ordinal);

    public SchemaReference Refer(SchemaReference reference, string path, string text)
    {
        open.Enqueue(reference);
        references.Add(reference, (path, text));
        return reference;
    }

    public bool TryNextReference([NotNullWhen(true)] out SchemaReference? reference) => open.TryDequeue(out reference);

    public string PathOf(SchemaReference reference) => references[reference].Path;

    public void Found(SchemaReference reference, JsonElement target) => targets[references[reference].Text] = target;

    /// <summary>Notes a <c>$dynamicAnchor</c>.</summary>
    /// <returns>False when the name is taken.</returns>
    public bool TryAnchor(string name, string path) => anchors.TryAdd(name, path);

    /// <summary>The path of the schema that a <c>$dynamicAnchor</c> names, or null.</summary>
    public string? Anchored(string name) => anchors.GetValueOrDefault(name);

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

    private static ImmutableArray<SchemaDefect> Sorted(IEnumerable<SchemaDefect> found) =>
        [.. found.OrderBy(defect => defect.SchemaPath, StringComparer.Ordinal)];

    private static bool TryItem(JsonElement array, string step, out JsonElement item)
    {
        bool isIndex = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < array.GetArrayLength();
        item = isIndex ? array[index] : array;
        return isIndex;
    }
}

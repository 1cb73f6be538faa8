using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A copy of params that is being changed.</summary>
/// <param name="json">The params; an object.</param>
/// <param name="kinds">The kind by path.</param>
internal sealed class ParamsEdit(string json, IReadOnlyDictionary<string, FactKind> kinds)
{
    private readonly JsonObject root = JsonNode.Parse(json)!.AsObject();

    /// <summary>The params as they stand, canonical.</summary>
    public string Json => CanonicalJson.Serialize(root.ToJsonString());

    /// <summary>The value at a path, or absent.</summary>
    /// <param name="path">The path.</param>
    public FactValue Get(string path)
    {
        using JsonDocument document = JsonDocument.Parse(root.ToJsonString());
        return kinds.TryGetValue(path, out FactKind kind) && JsonFacts.At(document.RootElement, path) is { } element
            ? JsonFacts.Read(element, kind)
            : FactValue.Absent;
    }

    /// <summary>Sets a value.</summary>
    /// <param name="path">The path.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the schema gives the path another type, or something that is no object is in the way.</returns>
    public bool Set(string path, FactValue value)
    {
        if (!kinds.TryGetValue(path, out FactKind kind) || kind != value.Kind)
        {
            return false;
        }

        string[] members = path.Split('.');
        JsonObject at = root;
        foreach (string member in members[..^1])
        {
            if (at[member] is null)
            {
                at[member] = new JsonObject();
            }

            if (at[member] is not JsonObject next)
            {
                return false;
            }

            at = next;
        }

        at[members[^1]] = Node(value);
        return true;
    }

    private static JsonNode Node(FactValue value) => value.Kind switch
    {
        FactKind.Number => JsonValue.Create(value.AsNumber),
        FactKind.Flag => JsonValue.Create(value.AsNumber == 1),
        FactKind.TextSet => new JsonArray([.. value.AsSet.Select(text => JsonValue.Create(text))]),
        _ => JsonValue.Create(value.ToString()),
    };
}

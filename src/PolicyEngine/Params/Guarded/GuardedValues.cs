using System.Collections.Immutable;
using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>type</c>, <c>enum</c>, <c>const</c>, <c>uniqueItems</c>.</summary>
/// <remarks>JsonSchema.Net compares numbers as decimals, which rounds some and throws for others.</remarks>
internal static class GuardedValues
{
    public static IEnumerable<IKeywordHandler> All { get; } =
    [
        new GuardedAssertion("type", value => Types(value), (types, instance) =>
            ((ImmutableArray<string>)types!).Any(type => IsOf(type, instance)) ? null : $"{string.Join(" or ", (ImmutableArray<string>)types)} is needed"),
        new GuardedAssertion("enum", value => value.EnumerateArray().ToImmutableArray(), (values, instance) =>
            ((ImmutableArray<JsonElement>)values!).Contains(instance, JsonValueComparer.Instance) 
                ? null
                : $"one of {string.Join(", ", ((ImmutableArray<JsonElement>)values).Select(item => item.GetRawText()))} is needed"),
        new GuardedAssertion("const", value => value, (only, instance) =>
            JsonValueComparer.Instance.Equals((JsonElement)only!, instance) ? null : $"{((JsonElement)only).GetRawText()} is needed"),
        new GuardedAssertion("uniqueItems", value => value.GetBoolean(), (isAsked, instance) =>
            instance.ValueKind != JsonValueKind.Array || !(bool)isAsked! || AreUnique(instance) ? null : "an item stands twice"),
    ];

    private static ImmutableArray<string> Types(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(type => type.GetString()!)] : [value.GetString()!];

    private static bool IsOf(string type, JsonElement instance) => type switch
    {
        "null" => instance.ValueKind == JsonValueKind.Null,
        "boolean" => instance.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => instance.ValueKind == JsonValueKind.String,
        "array" => instance.ValueKind == JsonValueKind.Array,
        "object" => instance.ValueKind == JsonValueKind.Object,
        "number" => instance.ValueKind == JsonValueKind.Number,
        "integer" => instance.ValueKind == JsonValueKind.Number && JsonNumber.Parse(instance.GetRawText()).IsInteger,
        _ => throw new JsonSchemaException($"\"{type}\" is not a type"),
    };

    private static bool AreUnique(JsonElement instance)
    {
        HashSet<JsonElement> seen = new(JsonValueComparer.Instance);
        return instance.EnumerateArray().All(seen.Add);
    }
}

using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Cases;

/// <summary>What the Mission of a case asks for by name: <c>asks: [{ resource, operations, at }]</c>.</summary>
internal static class CaseAsks
{
    public const string Member = "asks";

    public static AskedAuthority? Read(JsonElement mission) =>
        mission.ValueKind == JsonValueKind.Object && mission.TryGetProperty(Member, out JsonElement asks) && asks.ValueKind == JsonValueKind.Array
            ? new AskedAuthority(asks.EnumerateArray().Select(Item).ToValueArray())
            : null;

    public static void Write(Utf8JsonWriter writer, AskedAuthority? asked)
    {
        if (asked is null)
        {
            return;
        }

        JsonText.List(writer, Member, asked.Items, (inner, item) =>
        {
            inner.WriteStartObject();
            JsonText.Optional(inner, "resource", item.Resources is [var resource] ? resource : null);
            JsonText.Strings(inner, "operations", item.Operations);
            JsonText.Optional(inner, "at", item.Locations is [var at] ? at : null);
            inner.WriteEndObject();
        });
    }

    private static AskedItem Item(JsonElement item) => new()
    {
        Locations = Texts(item, "at"), Resources = Texts(item, "resource"), Operations = Texts(item, "operations"),
    };

    // One text or a list of texts, as an author likes it.
    private static ValueArray<string> Texts(JsonElement item, string name) =>
        item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToSortedSet()
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [];
}

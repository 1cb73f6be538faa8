using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>Builds the params of a purpose. A name that is added twice keeps the last value.</summary>
public sealed class ContextParams
{
    private readonly JsonObject members = [];

    /// <summary>A text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Text(string name, string value) => Set(name, JsonValue.Create(value));

    /// <summary>A list of texts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values.</param>
    public ContextParams Texts(string name, params IEnumerable<string> values) =>
        Set(name, new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value)!)]));

    /// <summary>A whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Number(string name, long value) => Set(name, JsonValue.Create(value));

    /// <summary>A decimal number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Number(string name, decimal value) => Set(name, JsonValue.Create(value));

    /// <summary>Yes or no.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Flag(string name, bool value) => Set(name, JsonValue.Create(value));

    /// <summary>An instant, written in UTC (RFC 3339).</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Instant(string name, DateTimeOffset value) => Text(name, Instants.Text(value));

    /// <summary>An object.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its members.</param>
    public ContextParams Object(string name, ContextParams value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Set(name, value.members.DeepClone());
    }

    /// <summary>Any JSON.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ContextParams Json(string name, JsonElement value) => Set(name, JsonNode.Parse(value.GetRawText()));

    /// <summary>The object.</summary>
    public JsonElement Build() => JsonElement.Parse(members.ToJsonString());

    private ContextParams Set(string name, JsonNode? value)
    {
        members[name] = value;
        return this;
    }
}

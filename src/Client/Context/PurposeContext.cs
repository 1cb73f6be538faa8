using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>Why the person is asked: the key of a purpose in the server's catalog, with the inputs of this instance.</summary>
/// <remarks>Source: Client Context draft, type <c>purpose</c>.</remarks>
public sealed record PurposeContext
{
    private static readonly string[] Objects = ["params", "display", "actor", "constraints"];

    /// <summary>The purpose: an absolute URI, the same for every instance.</summary>
    public required string Kind { get; init; }

    /// <summary>Inputs of this instance: identifiers and dates. No permissions, little personal data. Build with <see cref="ContextParams"/>.</summary>
    public JsonElement? Params { get; init; }

    /// <summary>Words for the approval page; a hint, never authority.</summary>
    public DisplayText? Display { get; init; }

    /// <summary>Who started it, when that is not simply the person; advisory.</summary>
    public ActorHint? Actor { get; init; }

    /// <summary>Bounds on what comes out of this approval.</summary>
    public ContextConstraints? Constraints { get; init; }

    internal static PurposeContext? Parse(JsonElement value)
    {
        bool shaped = Objects.All(name => value.Member(name) is null or { ValueKind: JsonValueKind.Object });
        if (!shaped || value.Text("kind") is not string kind || !Uri.TryCreate(kind, UriKind.Absolute, out _))
        {
            return null;
        }

        ActorHint? actor = value.Object("actor") is JsonElement a ? ActorHint.Parse(a) : null;
        ContextConstraints? constraints = value.Object("constraints") is JsonElement c ? ContextConstraints.Parse(c) : null;
        return (value.Object("actor") is not null && actor is null) || (value.Object("constraints") is not null && constraints is null)
            ? null
            : new PurposeContext
            {
                Kind = kind,
                Params = value.Object("params"),
                Display = value.Object("display") is JsonElement display ? DisplayText.Parse(display) : null,
                Actor = actor,
                Constraints = constraints,
            };
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(ContextTypes.Purpose);
        writer.WriteString("kind", Kind);
        if (Params is JsonElement inputs)
        {
            writer.WritePropertyName("params");
            inputs.WriteTo(writer);
        }

        Display?.Write(writer);
        Actor?.Write(writer);
        Constraints?.Write(writer);
        writer.WriteEndObject();
    }
}

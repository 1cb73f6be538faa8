using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>Who the client says started the work. Advisory: it can make the server stricter, never more generous. Leave it out when the
/// person started it directly.</summary>
/// <param name="Type"><c>user</c>, <c>agent</c> or <c>service</c>.</param>
/// <param name="Id">The acting thing; for an agent or a service never a human's identifier.</param>
/// <param name="Sub">Always a human: the principal behind the actor.</param>
public sealed record ActorHint(string Type, string? Id = null, string? Sub = null)
{
    internal static ActorHint? Parse(JsonElement value) =>
        value.Text("type") is string type ? new ActorHint(type, value.Text("id"), value.Text("sub")) : null;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("actor");
        writer.WriteString("type", Type);
        Optional.Write(writer, "id", Id);
        Optional.Write(writer, "sub", Sub);
        writer.WriteEndObject();
    }
}

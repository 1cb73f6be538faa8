using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>The client's words for the approval page. The server shows them as such and never acts on them.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">A sentence or two.</param>
/// <param name="Locale">BCP 47 language of both.</param>
public sealed record DisplayText(string Title, string? Description = null, string? Locale = null)
{
    internal static DisplayText? Parse(JsonElement value) =>
        value.Text("title") is string title ? new DisplayText(title, value.Text("description"), value.Text("locale")) : null;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("display");
        writer.WriteString("title", Title);
        Optional.Write(writer, "description", Description);
        Optional.Write(writer, "locale", Locale);
        writer.WriteEndObject();
    }
}

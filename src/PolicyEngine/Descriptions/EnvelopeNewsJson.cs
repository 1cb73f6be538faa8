using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>News as canonical JSON (RFC 8785): what the evidence of a re-approval keeps as shown.</summary>
public static class EnvelopeNewsJson
{
    /// <summary>The canonical JSON of news.</summary>
    /// <param name="news">The news.</param>
    public static string Write(EnvelopeNews news) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        JsonText.List(writer, "grants", news.Grants, EnvelopeDescriptionJson.Grant);
        Changes(writer, "bounds", news.Bounds);
        Changes(writer, "params", news.Params);
        Changes(writer, "parties", news.Parties);
        Changes(writer, "limits", news.Limits);
        JsonText.List(writer, "audiences", news.Audiences, EnvelopeDescriptionJson.Audience);
        JsonText.Strings(writer, "falls_away", news.FallsAway);
        writer.WriteEndObject();
    });

    private static void Changes(Utf8JsonWriter writer, string name, ValueArray<NewsChange> changes) => JsonText.List(writer, name, changes, (at, change) =>
    {
        at.WriteStartObject();
        at.WriteString("what", change.What);
        at.WriteString("before", change.Before);
        at.WriteString("after", change.After);
        at.WriteEndObject();
    });
}

using System.Text.Json;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>Descriptions as canonical JSON (RFC 8785): what the evidence keeps as shown.</summary>
public static class EnvelopeDescriptionJson
{
    /// <summary>The canonical JSON of a description.</summary>
    /// <param name="description">The description.</param>
    public static string Write(EnvelopeDescription description) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("title", description.Title);
        JsonText.Optional(writer, "summary", description.Summary);
        writer.WriteString("subject", description.Subject);
        writer.WriteString("tenant", description.Tenant);
        writer.WriteString("client", description.Client);
        JsonText.List(writer, "params", description.Params, Param);
        JsonText.List(writer, "grants", description.Grants, Grant);
        if (!description.Later.IsEmpty)
        {
            JsonText.List(writer, "later", description.Later, Grant);
        }

        JsonText.Strings(writer, "never", description.Never);
        writer.WriteString("until", description.Until);
        JsonText.Optional(writer, "idle", description.Idle);
        JsonText.List(writer, "audiences", description.Audiences, Audience);
        JsonText.List(writer, "boundary", description.Boundary, Row);
        writer.WriteEndObject();
    });

    private static void Param(Utf8JsonWriter writer, ParamDescription param)
    {
        writer.WriteStartObject();
        writer.WriteString("path", param.Path);
        writer.WriteString("title", param.Title);
        writer.WriteString("value", param.Value);
        writer.WriteEndObject();
    }

    internal static void Grant(Utf8JsonWriter writer, GrantDescription grant)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", grant.RuleId);
        writer.WriteString("resource", grant.Resource);
        JsonText.Strings(writer, "operations", grant.Operations);
        writer.WriteString("at", grant.At);
        JsonText.Strings(writer, "bounds", grant.Bounds);
        writer.WriteEndObject();
    }

    internal static void Audience(Utf8JsonWriter writer, AudienceDescription audience)
    {
        writer.WriteStartObject();
        writer.WriteString("as", audience.As);
        JsonText.Strings(writer, "resources", audience.Resources);
        JsonText.Strings(writer, "params", audience.Params);
        JsonText.Strings(writer, "bounds", audience.Bounds);
        writer.WriteBoolean("learns_actor", audience.LearnsActor);
        writer.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter writer, BoundaryRow row)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("asks_again", row.AsksAgain);
        writer.WriteString("text", row.Text);
        writer.WriteEndObject();
    }
}

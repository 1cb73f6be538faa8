using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>Granted details: what a resource server needs to judge each object by itself.</summary>
/// <remarks>Source: RFC 9396 §7, §9; derivation digest §3.1.</remarks>
internal static class DetailsWriter
{
    /// <summary>The details of an access token.</summary>
    public static string Write(string missionRef, TokenBounds bounds) => WireJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (EnvelopeGrant grant in bounds.Grants)
        {
            Begin(writer, missionRef, grant.At, grant.Resource, grant.Operations);
            WireJson.Optional(writer, "identifier", bounds.Identifier);
            if (!grant.Where.IsEmpty)
            {
                writer.WritePropertyName("constraints");
                TokenConstraints.Write(writer, grant.Where);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The details of an assertion.</summary>
    public static string Write(string missionRef, ValueArray<ProjectedGrant> grants) => WireJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (ProjectedGrant grant in grants)
        {
            Begin(writer, missionRef, grant.At, grant.Resource, grant.Operations);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Begin(Utf8JsonWriter writer, string missionRef, string at, string resource, ValueArray<string> operations)
    {
        writer.WriteStartObject();
        writer.WriteString("type", MissionDetail.Type);
        writer.WriteString("mission_ref", missionRef);
        WireJson.Strings(writer, "locations", [at]);
        WireJson.Strings(writer, "datatypes", [resource]);
        WireJson.Strings(writer, "actions", operations);
    }
}

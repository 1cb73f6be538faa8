using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>Granted details: what a resource server needs to judge each object by itself.</summary>
/// <remarks>Source: RFC 9396 §7, §9; derivation digest §3.1.</remarks>
internal static class DetailsWriter
{
    /// <summary>The details of an access token.</summary>
    public static string Write(string missionRef, TokenBounds bounds) => Write(
        bounds.Grants, (writer, grant) => One(writer, missionRef, (grant.At, grant.Resource, grant.Operations, bounds.Identifier, grant.Where)));

    /// <summary>The details of an assertion.</summary>
    public static string Write(string missionRef, ProjectionClaims claims) => Write(
        claims.Grants, (writer, grant) => One(writer, missionRef, (grant.At, grant.Resource, grant.Operations, claims.Identifier, grant.Where)));

    private static string Write<T>(ValueArray<T> grants, Action<Utf8JsonWriter, T> one) => WireJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (T grant in grants)
        {
            one(writer, grant);
        }

        writer.WriteEndArray();
    });

    private static void One(
        Utf8JsonWriter writer, string missionRef, (string At, string Resource, ValueArray<string> Operations, string? Identifier, ValueArray<AttributeBound> Where) grant)
    {
        writer.WriteStartObject();
        writer.WriteString("type", MissionDetail.Type);
        writer.WriteString("mission_ref", missionRef);
        WireJson.Strings(writer, "locations", [grant.At]);
        WireJson.Strings(writer, "datatypes", [grant.Resource]);
        WireJson.Strings(writer, "actions", grant.Operations);
        WireJson.Optional(writer, "identifier", grant.Identifier);
        if (!grant.Where.IsEmpty)
        {
            writer.WritePropertyName("constraints");
            TokenConstraints.Write(writer, grant.Where);
        }

        writer.WriteEndObject();
    }
}

using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Remediation;

/// <summary>What was wanted and is outside, as a detail that a token request can carry.</summary>
/// <remarks>Source: RFC 9396 §2; draft-zehavi-oauth-rar-metadata-06.</remarks>
internal sealed record WantedSlice
{
    /// <summary>The resource server, or null where it is not known.</summary>
    public string? At { get; init; }

    public ValueArray<string> Resources { get; init; }

    public ValueArray<string> Operations { get; init; }

    public string? Identifier { get; init; }

    public ValueArray<AttributeBound> Where { get; init; }

    /// <summary>Whether it says everything that a token request has to say.</summary>
    public bool IsWhole => At is not null && !Resources.IsEmpty && !Operations.IsEmpty;

    /// <summary>The detail.</summary>
    public string Write(string missionRef) => WireJson.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", MissionDetail.Type);
        writer.WriteString("mission_ref", missionRef);
        if (At is not null)
        {
            WireJson.Strings(writer, "locations", [At]);
        }

        WireJson.Strings(writer, "datatypes", Resources);
        WireJson.Strings(writer, "actions", Operations);
        WireJson.Optional(writer, "identifier", Identifier);
        if (!Where.IsEmpty)
        {
            writer.WritePropertyName("constraints");
            TokenConstraints.Write(writer, Where);
        }

        writer.WriteEndObject();
    });
}

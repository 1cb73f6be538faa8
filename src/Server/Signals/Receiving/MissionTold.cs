using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>What a home provider tells about one of its Missions.</summary>
/// <param name="MissionRef">The handle.</param>
/// <param name="State">The state in its words; null when only the authority changed.</param>
/// <param name="Version">The version; 0 where the event has none.</param>
/// <remarks>Source: signals digest §2 to §4.</remarks>
internal sealed record MissionTold(string MissionRef, string? State, int Version)
{
    /// <summary>When the home provider changed it, to the second; assertions carry no finer time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The only state that is honoured.</summary>
    public const string Active = "active";

    /// <summary>Reads an event of lifecycle.</summary>
    /// <param name="told">The event.</param>
    /// <returns>What it tells, or null when it is malformed.</returns>
    public static MissionTold? OfLifecycle(ReceivedEvent told)
    {
        if (!told.Body.TryGetProperty("mission", out JsonElement mission) || mission.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JwtClaims named = new(mission);
        string? id = named.Text("id");
        // A provider speaks for its own Missions alone, and says twice which one.
        bool isOne = id is not null && id == told.SubjectText("opaque", "id") && named.Text("issuer") == told.Issuer;
        return isOne && new JwtClaims(told.Body).Text("state") is { } state && VersionIn(told.Body, "version") is { } version
            ? new MissionTold(id!, IsAuthorityChanged(told.Body) && state == Active ? null : state, version) { At = TimeOf(told) }
            : null;
    }

    /// <summary>Reads a change of claims; null when it is not about a Mission.</summary>
    /// <param name="told">The event.</param>
    public static MissionTold? OfClaims(ReceivedEvent told) =>
        told.Body.TryGetProperty("claims", out JsonElement claims) && claims.ValueKind == JsonValueKind.Object
        && told.SubjectText("opaque", "id") is { } id && new JwtClaims(claims).Text("mission_ref") == id && VersionIn(claims, "mission_version") is { } version
            ? new MissionTold(id, null, version) { At = TimeOf(told) }
            : null;

    /// <summary>Reads the end of a session that is a Mission; null when it is another one.</summary>
    /// <param name="told">The event.</param>
    public static MissionTold? OfSession(ReceivedEvent told) =>
        told.PartText("session", "opaque", "id") is { } id ? new MissionTold(id, "revoked", 0) { At = TimeOf(told) } : null;

    private static bool IsAuthorityChanged(JsonElement body) =>
        body.TryGetProperty("authority_changed", out JsonElement changed) && changed.ValueKind == JsonValueKind.True;

    // The event may have waited for its delivery; what it is about happened before.
    private static DateTimeOffset TimeOf(ReceivedEvent told)
    {
        DateTimeOffset at = new JwtClaims(told.Body).Text("committed_at") is { } committed && FactText.TryInstant(committed, out DateTimeOffset instant) ? instant
            : new JwtClaims(told.Body).TryTime("event_timestamp", out DateTimeOffset? seconds) && seconds is { } known ? known
            : told.At;
        return Engine.Vocabulary.Lifetime.WholeSecond(at < told.At ? at : told.At);
    }

    private static int? VersionIn(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out int version) && version > 0 ? version : null;
}

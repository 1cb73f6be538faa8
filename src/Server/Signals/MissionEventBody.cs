using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals;

/// <summary>The event objects that tell a change of a Mission. None has a member for
/// params, display text, the envelope or the names of people.</summary>
/// <remarks>Source: signals digest §3, §4; CAEP 1.0 §2, §3.1, §3.2.</remarks>
internal static class MissionEventBody
{
    /// <summary>A lifecycle change; without a prior state it says how the Mission stands.</summary>
    /// <param name="issuer">Our issuer identifier.</param>
    /// <param name="mission">The Mission after.</param>
    /// <param name="state">Its state, in the words of the wire.</param>
    /// <param name="prior">The state before, or null.</param>
    /// <param name="at">When it was committed.</param>
    /// <param name="isAuthorityChanged">Whether the authority changed and the state did not.</param>
    public static string Lifecycle(string issuer, Mission mission, string state, string? prior, DateTimeOffset at, bool isAuthorityChanged) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("mission");
        writer.WriteString("id", mission.MissionRef);
        writer.WriteString("issuer", issuer);
        writer.WriteEndObject();
        WireJson.Optional(writer, "prior_state", prior);
        writer.WriteString("state", state);
        writer.WriteNumber("version", mission.Version);
        writer.WriteString("committed_at", FactText.Instant(at));
        writer.WriteString("expires_at", FactText.End(MissionClock.End(mission)));
        WireJson.Optional(writer, "idle_expires_at", MissionClock.IdleEnd(mission) is { } idle ? FactText.End(idle) : null);
        if (isAuthorityChanged)
        {
            writer.WriteBoolean("authority_changed", true);
        }

        WireJson.Optional(writer, "successor", state == MissionActivation.Superseded ? mission.Successor : null);
        WireJson.Optional(writer, "reason", isAuthorityChanged ? null : MissionCeiling.ReasonOf(mission));
        writer.WriteEndObject();
    });

    /// <summary>That what tokens may say became less.</summary>
    /// <param name="mission">The Mission after.</param>
    /// <param name="at">When.</param>
    public static string ClaimsChange(Mission mission, DateTimeOffset at) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        WireJson.Seconds(writer, "event_timestamp", at);
        writer.WriteString("initiating_entity", InitiatingEntity.Of(MissionCeiling.ReasonOf(mission)));
        writer.WriteStartObject("claims");
        writer.WriteString("mission_ref", mission.MissionRef);
        writer.WriteNumber("mission_version", mission.Version);
        writer.WriteEndObject();
        CaepBody.Reason(writer, "The authority of the Mission changed.");
        writer.WriteEndObject();
    });

    /// <summary>The end of a Mission for a receiver that knows sessions only.</summary>
    /// <param name="mission">The Mission after.</param>
    /// <param name="state">Its state, in the words of the wire.</param>
    /// <param name="at">When.</param>
    public static string SessionRevoked(Mission mission, string state, DateTimeOffset at) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        WireJson.Seconds(writer, "event_timestamp", at);
        writer.WriteString("initiating_entity", InitiatingEntity.Of(MissionCeiling.ReasonOf(mission)));
        CaepBody.Reason(writer, $"The Mission is {state}.");
        writer.WriteEndObject();
    });
}

using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>A Mission as its client and administrators see it: no envelope, no evidence, no internal key.</summary>
internal sealed class MissionJson(TimeProvider time)
{
    /// <summary>Writes a Mission.</summary>
    /// <param name="writer">Takes one value.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="more">What an administrator sees besides; null for nothing.</param>
    public void Write(Utf8JsonWriter writer, Mission mission, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("mission_ref", mission.MissionRef);
        writer.WriteString("state", MissionLedger.Word(MissionClock.Effective(mission, time.GetUtcNow())));
        writer.WriteNumber("version", mission.Version);
        writer.WriteString("purpose_kind", mission.Kind);
        writer.WriteString("client_id", mission.Client);
        // As in tokens and token answers; whichever of the two comes first ends the Mission.
        writer.WriteString("expires_at", FactText.End(MissionClock.End(mission)));
        WireJson.Optional(writer, "idle_expires_at", MissionClock.IdleEnd(mission) is { } idle ? FactText.End(idle) : null);
        if (mission.IsProvisional)
        {
            writer.WriteBoolean("mission_provisional", true);
        }

        WireJson.Optional(writer, "reason", MissionCeiling.ReasonOf(mission));
        if (MissionCeiling.Stopped(mission))
        {
            WireJson.Strings(writer, "catalog_reasons", mission.Ceiling!.Stops);
        }

        more?.Invoke(writer);
        writer.WriteEndObject();
    }
}

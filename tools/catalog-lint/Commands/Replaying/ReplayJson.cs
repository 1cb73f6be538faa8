using System.Text.Json;
using MissionPolicy.CatalogLint.Reporters;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>A replay for a program.</summary>
internal static class ReplayJson
{
    public static void Write(TextWriter output, ReplayResult result) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("purposes");
        foreach (string kind in result.Kinds)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            foreach (ReplayVerdict verdict in Enum.GetValues<ReplayVerdict>())
            {
                writer.WriteNumber(Name(verdict), result.Count(kind, verdict));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("changed");
        foreach (ReplayedDecision decision in result.Changed)
        {
            Write(writer, decision);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("live_missions");
        foreach (LiveMission mission in result.Live)
        {
            writer.WriteStartObject();
            writer.WriteString("mission_ref", mission.MissionRef);
            writer.WriteString("kind", mission.Kind);
            writer.WriteString("effect", mission.Effect);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unreadable");
        foreach ((int line, string why) in result.Broken)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", line);
            writer.WriteString("why", why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, ReplayedDecision decision)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", decision.Past.Line);
        writer.WriteString("id", decision.Past.Id);
        writer.WriteString("time", decision.Past.Time);
        writer.WriteString("mission_ref", decision.Past.MissionRef);
        writer.WriteString("action", decision.Past.Words);
        writer.WriteString("verdict", Name(decision.Verdict));
        writer.WriteString("was", decision.Past.Decided.ToString());
        if (decision.Now is { } now)
        {
            writer.WriteString("would_be", now.ToString());
        }

        if (decision.Why.Length > 0)
        {
            writer.WriteString("why", decision.Why);
        }

        writer.WriteEndObject();
    }

    private static string Name(ReplayVerdict verdict) => JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString());
}

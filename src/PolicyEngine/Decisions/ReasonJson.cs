using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Reasons as JSON members of a decision.</summary>
public static class ReasonJson
{
    /// <summary>Writes reasons as an array value: <c>[{code, dimension, asked?,
    /// allowed?, detail?, retry_after?, rule?, position?}]</c>.</summary>
    /// <param name="writer">Stands where a value is expected.</param>
    /// <param name="reasons">The reasons.</param>
    /// <param name="detail">Whether rule and position are told.</param>
    public static void Write(Utf8JsonWriter writer, ValueArray<Reason> reasons, ReasonDetail detail)
    {
        writer.WriteStartArray();
        foreach (Reason reason in reasons)
        {
            Write(writer, reason, detail);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Reason reason, ReasonDetail detail)
    {
        writer.WriteStartObject();
        writer.WriteString("code", reason.Code);
        writer.WriteString("dimension", JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Dimension.ToString()));
        JsonText.Optional(writer, "asked", reason.Asked);
        if (!reason.Allowed.IsEmpty)
        {
            JsonText.Strings(writer, "allowed", reason.Allowed);
        }

        JsonText.Optional(writer, "detail", reason.Detail);
        if (reason.RetryAfter is { } wait)
        {
            writer.WriteNumber("retry_after", (long)wait.TotalSeconds);
        }

        if (detail == ReasonDetail.Author)
        {
            JsonText.Optional(writer, "rule", reason.RuleId);
            JsonText.Position(writer, reason.Position);
        }

        writer.WriteEndObject();
    }
}

using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The name of a set of crossings, so that a host can remember that a person declined exactly these.</summary>
/// <remarks>Source: handoff digest §8, the same crossing declined in the last minutes.</remarks>
public static class CrossingKey
{
    /// <summary>The digest (<c>sha-256:…</c>) of which crossings there are: their code, rule and what was asked. Neither their order nor how often
    /// one stands there matters, and neither does where the catalog says so.</summary>
    /// <param name="crossings">The crossings.</param>
    public static string Of(ValueArray<Reason> crossings)
    {
        IEnumerable<(string Code, string? RuleId, string? Asked)> members = crossings
            .Select(reason => (reason.Code, reason.RuleId, reason.Asked))
            .Distinct()
            .OrderBy(member => member.Code, StringComparer.Ordinal)
            .ThenBy(member => member.RuleId, StringComparer.Ordinal)
            .ThenBy(member => member.Asked, StringComparer.Ordinal);
        return Digest.Of(JsonText.Canonical(writer =>
        {
            writer.WriteStartArray();
            foreach ((string code, string? rule, string? asked) in members)
            {
                Write(writer, code, rule, asked);
            }

            writer.WriteEndArray();
        }));
    }

    private static void Write(Utf8JsonWriter writer, string code, string? rule, string? asked)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
        JsonText.Optional(writer, "rule", rule);
        JsonText.Optional(writer, "asked", asked);
        writer.WriteEndObject();
    }
}

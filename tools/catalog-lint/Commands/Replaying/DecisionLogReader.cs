using System.Collections.Concurrent;
using System.Text.Json;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Reads the decision log line by line; a line that is not one decision is told, never skipped in silence.</summary>
internal sealed class DecisionLogReader
{
    // A Mission asks many questions: its envelope is read once, and lines of the same envelope share it.
    private readonly ConcurrentDictionary<string, MissionEnvelope> envelopes = new(StringComparer.Ordinal);

    /// <summary>Reads one line.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="text">The line.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>Null, or why the line cannot be read.</returns>
    public string? TryRead(int number, string text, out PastDecision? decision)
    {
        decision = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement json = document.RootElement;
            if (Text(json, "question") is not "boundary")
            {
                return $"the question is `{Text(json, "question")}`, and only boundary decisions can be made again";
            }

            JsonElement decided = json.GetProperty("decision");
            decision = new PastDecision
            {
                Line = number,
                Id = Text(json, "id"),
                Time = Text(json, "time"),
                MissionRef = Text(json, "mission_ref"),
                Envelope = envelopes.GetOrAdd(json.GetProperty("envelope").GetRawText(), static (_, envelope) => EnvelopeJson.Read(envelope), json.GetProperty("envelope")),
                Action = json.GetProperty("action").Clone(),
                Decided = new Answer(Text(decided, "outcome"), decided.GetProperty("reasons").EnumerateArray().Select(reason => Text(reason, "code")).ToSortedSet()),
            };
            return decision.Decided.Outcome is "inside" or "reapprove" or "deny" ? null : $"`{decision.Decided.Outcome}` is no outcome";
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return broken.Message;
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"`{name}` is null");
}

using System.Text.Json;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>One line of the decision log.</summary>
/// <remarks>Source: docs/decision-log.md.</remarks>
internal sealed record PastDecision
{
    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The <c>evaluation_id</c> of the answer.</summary>
    public required string Id { get; init; }

    /// <summary>When it was decided, as written.</summary>
    public required string Time { get; init; }

    /// <summary>The Mission.</summary>
    public required string MissionRef { get; init; }

    /// <summary>The envelope that decided.</summary>
    public required MissionEnvelope Envelope { get; init; }

    /// <summary>The action, in the form of the catalog's cases.</summary>
    public required JsonElement Action { get; init; }

    /// <summary>What was decided.</summary>
    public required Answer Decided { get; init; }

    /// <summary>The action in a few words; neither subject nor attributes, because reports travel further than logs.</summary>
    public string Words => $"{Text("operation")} {Text("resource")}";

    private string Text(string name) => Action.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "?";
}

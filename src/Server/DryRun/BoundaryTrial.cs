using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.DryRun;

/// <summary>The answer of a dry run of the boundary.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Envelope">The envelope that was asked, where it was crossed; null otherwise.</param>
/// <param name="Step">The next step of the crossing; null where there is none.</param>
internal sealed record BoundaryTrial(BoundaryDecision Decision, MissionEnvelope? Envelope = null, NextStep? Step = null)
{
    /// <summary>Writes the decision with the next step beside it.</summary>
    public void Write(Utf8JsonWriter writer, ReasonDetail detail)
    {
        using JsonDocument decision = JsonDocument.Parse(DecisionJson.Write(Decision, detail));
        writer.WriteStartObject();
        foreach (JsonProperty member in decision.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        if (Step is not null)
        {
            writer.WritePropertyName("next_step");
            TrialStep.Write(writer, Envelope!, Step, detail);
        }

        writer.WriteEndObject();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>What the policy engine said about a request outside the Mission. It explains; it grants nothing.</summary>
/// <param name="Outcome"><c>reapprove</c>, <c>deny</c> or <c>step_up</c>.</param>
/// <param name="Reasons">Every reason.</param>
public sealed record MissionDecision(string Outcome, ImmutableArray<BoundaryReason> Reasons)
{
    internal static MissionDecision? Of(JsonElement? value) => value is JsonElement decision && decision.Text("outcome") is string outcome
        ? new MissionDecision(outcome, BoundaryReason.All(decision, "reasons"))
        : null;
}

using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Boundary;

/// <summary>Reads AuthZEN decisions; whatever is not clearly a permit is none.</summary>
internal static class BoundaryReader
{
    public static BoundaryAnswer Read(JsonElement decision, SavedMission mission)
    {
        JsonElement context = decision.Object("context") ?? default;
        if (decision.Member("decision") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } permit)
        {
            return new BoundaryAnswer.Indeterminate("decision");
        }

        string? outcome = context.Text("outcome");
        if (permit.ValueKind == JsonValueKind.True)
        {
            // An obligation that we do not know turns a permit into a refusal; we know none that goes with one.
            return outcome is null or "inside" && context.Items("obligations").IsEmpty
                ? new BoundaryAnswer.Inside(context.Object("conditions")?.Instant("valid_until"))
                : new BoundaryAnswer.Indeterminate("a permit with an outcome or obligation of its own");
        }

        ImmutableArray<BoundaryReason> reasons = BoundaryReason.All(context, "reasons");
        return outcome switch
        {
            "reapprove" when Reapproval.Of(context.Object("reapproval"), reasons) is { } reapproval =>
                new BoundaryAnswer.ReapprovalRequired(AnswerReader.Ready(reapproval, mission)),
            "step_up" => new BoundaryAnswer.StepUpRequired(AnswerReader.StepUp(StepUp(context), mission)),
            "indeterminate" => new BoundaryAnswer.Indeterminate("the server cannot decide", context.Seconds("retry_after")),
            _ => new BoundaryAnswer.Denied(reasons),
        };
    }

    private static StepUp StepUp(JsonElement context)
    {
        JsonElement properties = context.Items("obligations")
            .Where(obligation => obligation.Text("type") == "step-up")
            .Select(obligation => obligation.Object("properties") ?? default)
            .FirstOrDefault();
        return new StepUp
        {
            AcrValues = properties.Text("acr_value") is string acr ? [.. acr.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [],
            MaxAge = properties.Seconds("max_age"),
        };
    }
}

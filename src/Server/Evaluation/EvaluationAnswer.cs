using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.Evaluation;

/// <summary>An answered boundary question.</summary>
internal sealed record EvaluationAnswer
{
    /// <summary>The key of the decision record: 128 random bits.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required BoundaryDecision Decision { get; init; }

    /// <summary>The Mission asked about; null when there is none that the caller may know.</summary>
    public StandingMission? Mission { get; init; }

    public required DiscoveredAction Action { get; init; }

    /// <summary>How much of a reason the caller may see.</summary>
    public required ReasonDetail Detail { get; init; }

    /// <summary>The way forward, for a stored Mission that was crossed; null otherwise.</summary>
    public WayForward? Way { get; init; }

    /// <summary>The next step, for a Mission of the configuration that was crossed; null otherwise.</summary>
    public NextStep? Step { get; init; }

    /// <summary>What the sign-in lacks where a step-up is all that is missing; null otherwise.</summary>
    public StrengthRequirement? Missing { get; init; }

    /// <summary>When the caller's own credential ends; null where that says nothing of the Mission.</summary>
    public DateTimeOffset? CredentialEnd { get; init; }

    /// <summary>Whether there is no decision, since the store cannot be asked or cannot
    /// keep the record: never a permit, and asking again may help.</summary>
    public bool IsIndeterminate { get; init; }

    public bool IsInside => !IsIndeterminate && Decision is BoundaryDecision.StayInside;
}

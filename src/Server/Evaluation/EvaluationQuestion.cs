using System.Text.Json;

namespace MissionPolicy.Server.Evaluation;

/// <summary>One boundary question as it came in: subject, action, resource and context, each read on its own.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §5 and §6.</remarks>
internal sealed record EvaluationQuestion
{
    public required string SubjectType { get; init; }

    public required string SubjectId { get; init; }

    public required string ActionName { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>The properties of the action, or undefined.</summary>
    public JsonElement ActionProperties { get; init; }

    /// <summary>The properties of the resource, or undefined.</summary>
    public JsonElement ResourceProperties { get; init; }

    public string? Tenant { get; init; }

    public string? Audience { get; init; }

    public string? MissionRef { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? PropagationAudience { get; init; }

    public int? PropagationDepth { get; init; }

    public string? ActorClient { get; init; }

    public string? ActorSubject { get; init; }

    public string? KeyThumbprint { get; init; }
}

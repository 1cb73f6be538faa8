using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>One downstream authorization server and what may cross to it.</summary>
/// <remarks>Source: article, "Projection Minimization Rules".</remarks>
public sealed record AudienceRule
{
    /// <summary>The issuer of the downstream AS, an absolute URI.</summary>
    public required string As { get; init; }

    /// <summary>The resource classes that may be used there, sorted; all of them in the entry's authority.</summary>
    public required ValueArray<string> Resources { get; init; }

    /// <summary>The governing top-level params that cross, sorted.</summary>
    public ValueArray<string> ProjectParams { get; init; }

    /// <summary>Whether the actor crosses.</summary>
    public required ActorProjection ProjectActor { get; init; }

    /// <summary>How long an assertion lives; at most five minutes.</summary>
    public required TimeSpan AssertionLifetime { get; init; }

    /// <summary>The sign-in strength that this audience needs; null for none of its own.</summary>
    public StrengthRequirement? Require { get; init; }
}

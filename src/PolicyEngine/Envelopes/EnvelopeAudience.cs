using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>One downstream authorization server that the Mission may reach, and what may cross to it.</summary>
public sealed record EnvelopeAudience
{
    /// <summary>The issuer.</summary>
    public required string As { get; init; }

    /// <summary>The resource classes that may be used there, sorted.</summary>
    public required ValueArray<string> Resources { get; init; }

    /// <summary>The governing top-level params that cross, sorted.</summary>
    public ValueArray<string> ProjectParams { get; init; }

    /// <summary>Whether a verified actor crosses.</summary>
    public required ActorProjection ProjectActor { get; init; }

    /// <summary>How long an assertion lives; at most five minutes.</summary>
    public required TimeSpan AssertionLifetime { get; init; }

    /// <summary>The sign-in strength that this audience needs, or null.</summary>
    public StrengthRequirement? Require { get; init; }

    /// <summary>The catalog line.</summary>
    public required SourcePosition Position { get; init; }
}

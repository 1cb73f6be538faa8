using System.Collections.Immutable;
using MissionPolicy.Client.Authorize;

namespace MissionPolicy.Client.Missions;

/// <summary>A stronger or fresher sign-in is needed; the Mission itself stands.</summary>
/// <remarks>Source: RFC 9470 §3.</remarks>
public sealed record StepUp
{
    /// <summary>Strengths that would do, any of them.</summary>
    public ImmutableArray<string> AcrValues { get; init; } = [];

    /// <summary>The oldest sign-in that would do.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The ready-made request that resumes the Mission with that sign-in: pass it to <c>BeginAsync</c>.
    /// Null when the Mission's own context is not known.</summary>
    public MissionRequest? Request { get; init; }
}

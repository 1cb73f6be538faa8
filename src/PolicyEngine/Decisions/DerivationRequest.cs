using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A wish for an access token under a Mission.</summary>
/// <remarks>Source: RFC 9396 detail of type <c>mission</c>; derivation digest §3.1. The meaning is the cross product of classes and operations.</remarks>
public sealed record DerivationRequest
{
    /// <summary>The one resource server.</summary>
    public required string At { get; init; }

    /// <summary>The resource classes; empty for all that the Mission holds there.</summary>
    public ValueArray<string> Resources { get; init; }

    /// <summary>The operations; empty for all that the Mission holds there.</summary>
    public ValueArray<string> Operations { get; init; }

    /// <summary>One object, or null.</summary>
    public string? Identifier { get; init; }

    /// <summary>Narrower bounds by attribute; empty for those of the Mission.</summary>
    public ImmutableArray<Condition> Constraints { get; init; } = [];

    /// <summary>The time of the question.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long the host's tokens live at most.</summary>
    public required TimeSpan TokenLifetime { get; init; }

    /// <summary>The wanted end, or null for no more than the Mission gives.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the host's record says about the Mission and the caller.</summary>
    public MissionStandings Standing { get; init; }
}

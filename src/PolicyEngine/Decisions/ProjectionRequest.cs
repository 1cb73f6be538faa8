using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A wish to cross to a downstream authorization server.</summary>
public sealed record ProjectionRequest
{
    /// <summary>The issuer of the downstream AS.</summary>
    public required string Audience { get; init; }

    /// <summary>The resource server there, or null for all of the slice.</summary>
    public string? At { get; init; }

    /// <summary>The resource classes wanted; empty for all of the slice.</summary>
    public ValueArray<string> Resources { get; init; }

    /// <summary>The operations wanted; empty for all of the slice.</summary>
    public ValueArray<string> Operations { get; init; }

    /// <summary>One object, or null.</summary>
    public string? Identifier { get; init; }

    /// <summary>Narrower bounds by attribute; empty for those of the Mission.</summary>
    public ImmutableArray<Condition> Constraints { get; init; } = [];

    /// <summary>What the assertion is wanted for, as <c>class.operation</c>; empty for all of the slice. Others are left out of the claims; one that
    /// no claim covers is the host's to refuse.</summary>
    public ValueArray<string> Scopes { get; init; }

    /// <summary>How many derivations away from the home AS; 1 for a first projection.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>The sign-in that the Mission rests on.</summary>
    public required SignInFacts SignIn { get; init; }

    /// <summary>The time of the question.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the Mission is provisional.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>What the host's record says about the Mission and the caller.</summary>
    public MissionStandings Standing { get; init; }
}

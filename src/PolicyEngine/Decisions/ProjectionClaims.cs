using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The Mission-derived facts that one downstream AS needs. Has no member for what must stay home.</summary>
/// <remarks>Source: article, "Minimum Projection Claims", "Projection Minimization Rules".</remarks>
public sealed record ProjectionClaims
{
    /// <summary>The one audience.</summary>
    public required string Audience { get; init; }

    /// <summary>The subject at home; the host maps it to the audience's own.</summary>
    public required string Subject { get; init; }

    /// <summary>The purpose kind.</summary>
    public required string PurposeKind { get; init; }

    /// <summary>The minimised params as canonical JSON; an object.</summary>
    public required string ParamsJson { get; init; }

    /// <summary>The verified actor's identifier, or null.</summary>
    public string? Actor { get; init; }

    /// <summary>The slices that may be used there; sorted by resource and server.</summary>
    public required ValueArray<ProjectedGrant> Grants { get; init; }

    /// <summary>The one object, or null.</summary>
    public string? Identifier { get; init; }

    /// <summary>The end of the assertion; never past the Mission's.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

namespace MissionPolicy.Engine.Context;

/// <summary>What the OP validated and really used: the only context that a decision takes.</summary>
/// <remarks>Can only be made by <see cref="ContextApplier"/>, so a Mission can never be built from a request by mistake.
/// Source: article, "The Handoff", applied context; "Bootstrap/request confusion".</remarks>
public sealed record AppliedContext
{
    internal AppliedContext()
    {
    }

    /// <summary>The purpose kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The client.</summary>
    public required string Client { get; init; }

    /// <summary>The application, or null.</summary>
    public string? Application { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>All validated params as canonical JSON (RFC 8785); an object.</summary>
    public required string ParamsJson { get; init; }

    /// <summary>The governing params alone, as canonical JSON; an object.</summary>
    public required string GoverningJson { get; init; }

    /// <summary>The audit-only params alone, as canonical JSON; an object. Evidence, never authority.</summary>
    public required string AuditJson { get; init; }

    /// <summary>The requested end, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The requested greatest duration, or null.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The governing params as typed facts by path.</summary>
    internal ParamFacts Facts { get; init; } = ParamFacts.Empty;
}

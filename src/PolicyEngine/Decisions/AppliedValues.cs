using System.Collections.Frozen;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The applied values that a host keeps with a Mission, so that a re-approval can start from them.</summary>
/// <remarks>Values of an applied context, never of a request. Source: handoff digest §9, re-approval.</remarks>
public sealed record AppliedValues
{
    /// <summary>The client.</summary>
    public required string Client { get; init; }

    /// <summary>The application, or null.</summary>
    public string? Application { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>All validated params, governing and audit-only; an object.</summary>
    public required string ParamsJson { get; init; }

    /// <summary>The applied end, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The applied greatest duration, or null.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The longest lifetime that the client's registration allows, or null.</summary>
    public TimeSpan? ClientMaxLifetime { get; init; }

    /// <summary>The authenticated subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The tenants that the subject belongs to; null where the host does not know.</summary>
    public FrozenSet<string>? SubjectTenants { get; init; }

    /// <summary>Claims of the subject that the OP itself holds, text or text set.</summary>
    public FrozenDictionary<string, FactValue> SubjectClaims { get; init; } = FrozenDictionary<string, FactValue>.Empty;
}

using System.Text.Json;

namespace MissionPolicy.Engine.Context;

/// <summary>What the client asked for: untrusted, and never the input of a decision. Only <see cref="ContextApplier"/> takes it.</summary>
/// <remarks>Source: article, "The Handoff", requested context.</remarks>
public sealed record RequestedPurpose
{
    /// <summary>The client that asks, as authenticated or as named in the request.</summary>
    public required string Client { get; init; }

    /// <summary>The purpose kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The params; an object, or undefined when none were sent.</summary>
    public JsonElement Params { get; init; }

    /// <summary>The <c>app.id</c>, or null.</summary>
    public string? Application { get; init; }

    /// <summary>The <c>tenant.id</c>, or null.</summary>
    public string? Tenant { get; init; }

    /// <summary>The <c>constraints.expires_at</c>, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The <c>constraints.max_duration</c>, or null.</summary>
    public TimeSpan? MaxDuration { get; init; }
}

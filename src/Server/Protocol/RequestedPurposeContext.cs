using System.Text.Json;
using MissionPolicy.Engine.Context;

namespace MissionPolicy.Server.Protocol;

/// <summary>The <c>purpose</c> context of a request.</summary>
/// <remarks>Source: Client Context draft, purpose context.</remarks>
internal sealed record RequestedPurposeContext
{
    /// <summary>An absolute URI.</summary>
    public required string Kind { get; init; }

    /// <summary>The params; an object, or undefined when none were sent.</summary>
    public JsonElement Params { get; init; }

    /// <summary>The client's words for the approval page, or null.</summary>
    public RequestedDisplay? Display { get; init; }

    /// <summary>The actor that the client claims, or null.</summary>
    public AdvisoryActor? Actor { get; init; }

    /// <summary><c>constraints.expires_at</c>, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>constraints.max_duration</c>, or null.</summary>
    public TimeSpan? MaxDuration { get; init; }
}

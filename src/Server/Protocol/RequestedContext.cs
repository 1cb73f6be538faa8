using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>The <c>client_context</c> of a request: well formed, untrusted, never the input of a decision.</summary>
/// <remarks>Source: Client Context draft, parameter and context types; article, "The Handoff", requested context.</remarks>
internal sealed record RequestedContext
{
    /// <summary>The context types that were sent, sorted.</summary>
    public required ValueArray<string> Types { get; init; }

    /// <summary><c>app.id</c>, or null.</summary>
    public string? Application { get; init; }

    /// <summary><c>tenant.id</c>, or null.</summary>
    public string? Tenant { get; init; }

    /// <summary><c>tenant.domain</c>, or null.</summary>
    public string? TenantDomain { get; init; }

    /// <summary>The purpose, or null when none was sent.</summary>
    public RequestedPurposeContext? Purpose { get; init; }

    /// <summary>The contexts as they were sent, in an object of their own; members beside <c>contexts</c> are not kept. Evidence, never authority.</summary>
    public required JsonElement Raw { get; init; }
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Tests.Some.Generated;

/// <summary>One way of authority from a catalog to an API of another domain, and what an agent tries there.</summary>
internal sealed record Crossing
{
    /// <summary>The entry as a security team writes it.</summary>
    public required string Entry { get; init; }

    /// <summary>The params of the Mission, as JSON.</summary>
    public required string Params { get; init; }

    /// <summary>A param that the envelope projects no more, or null.</summary>
    public string? Withheld { get; init; }

    /// <summary>Whether the envelope is one that was stored before it said where its bounds come from.</summary>
    public bool IsOld { get; init; }

    /// <summary>The details of the request for the assertion; null for the Mission alone.</summary>
    public required string? AtHome { get; init; }

    /// <summary>The scopes of the request for the assertion.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>The resource server.</summary>
    public required string Server { get; init; }

    /// <summary>What the other server's own policy gives.</summary>
    public required string[] Policy { get; init; }

    /// <summary>The details of the request for the local token; null for none.</summary>
    public required string? There { get; init; }

    /// <summary>The scopes of the request for the local token.</summary>
    public required string[] ScopesThere { get; init; }

    /// <summary>What the agent tries; each names its server, as an API does.</summary>
    public required ImmutableArray<DiscoveredAction> Actions { get; init; }

    public override string ToString() =>
        $"{Entry}\nparams {Params}\nwithheld {Withheld} old {IsOld}\nat home {AtHome} {string.Join(' ', Scopes)}\nthere {There} {string.Join(' ', ScopesThere)} policy {string.Join(' ', Policy)} at {Server}";
}

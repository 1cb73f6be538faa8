using System.Collections.Immutable;

namespace MissionPolicy.Server.Accounts;

/// <summary>What an account says about the person; encrypted in the store.</summary>
internal sealed record AccountPersonal
{
    public required string Username { get; init; }

    public required string Name { get; init; }

    public required string? Email { get; init; }

    public required bool EmailVerified { get; init; }

    /// <summary>Claims of one text.</summary>
    public required ImmutableDictionary<string, string> TextClaims { get; init; }

    /// <summary>Claims of several texts.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> SetClaims { get; init; }

    public required ImmutableArray<UpstreamIdentity> Upstream { get; init; }

    /// <summary>The names of passkeys by their ids.</summary>
    public required ImmutableDictionary<string, string> PasskeyNames { get; init; }
}

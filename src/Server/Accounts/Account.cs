using System.Collections.Immutable;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Accounts;

/// <summary>A person who can sign in.</summary>
internal sealed record Account
{
    /// <summary>The <c>sub</c>: stable, never given to another person.</summary>
    public required string Subject { get; init; }

    /// <summary>What the person types, as it was written.</summary>
    public required string Username { get; init; }

    /// <summary>The name shown to other people.</summary>
    public required string Name { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    /// <summary><c>group:name</c>.</summary>
    public ValueArray<string> Groups { get; init; } = [];

    /// <summary>The tenants that the person belongs to.</summary>
    public ValueArray<string> Tenants { get; init; } = [];

    /// <summary>Further claims, usable as subject claims of the catalog.</summary>
    public ImmutableSortedDictionary<string, AccountClaim> Claims { get; init; } =
        ImmutableSortedDictionary<string, AccountClaim>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>A disabled account cannot sign in, and its sessions count no more.</summary>
    public bool Disabled { get; init; }

    /// <summary>In the form of the framework's password hasher; null when the account has no password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes when a credential is replaced or removed; sessions that began under another one count no more.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>The secret of the authenticator app, base32; null when there is none.</summary>
    public string? TotpSecret { get; init; }

    /// <summary>The last time step whose code was accepted; this and earlier ones are refused from then on.</summary>
    public long LastTotpStep { get; init; }

    public ValueArray<AccountPasskey> Passkeys { get; init; } = [];

    /// <summary>The accounts at other providers that sign this person in.</summary>
    public ValueArray<UpstreamIdentity> Upstream { get; init; } = [];
}

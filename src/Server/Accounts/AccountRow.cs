using System.Collections.Immutable;

namespace MissionPolicy.Server.Accounts;

/// <summary>An account as it rests in the store: what identifies is hashed, what is personal or secret is encrypted.</summary>
internal sealed record AccountRow
{
    public required string Subject { get; init; }

    /// <summary>The hash of the normalised username.</summary>
    public required string UsernameHash { get; init; }

    /// <summary>The hashes of the identities at other providers.</summary>
    public required ImmutableArray<string> UpstreamHashes { get; init; }

    /// <summary>An <see cref="AccountPersonal"/>, encrypted.</summary>
    public required string Personal { get; init; }

    public required ImmutableArray<string> Groups { get; init; }

    public required ImmutableArray<string> Tenants { get; init; }

    public required bool Disabled { get; init; }

    public required string? PasswordHash { get; init; }

    public required string SecurityStamp { get; init; }

    /// <summary>Encrypted.</summary>
    public required string? TotpSecret { get; init; }

    public required long LastTotpStep { get; init; }

    public required ImmutableArray<PasskeyRow> Passkeys { get; init; }
}

using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Accounts;

/// <summary>A passkey of an account: the public half.</summary>
internal sealed record AccountPasskey
{
    /// <summary>The credential id, base64url.</summary>
    public required string Id { get; init; }

    /// <summary>The public key in COSE form, base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The highest signature counter seen; 0 where the authenticator does not count.</summary>
    public required uint SignCount { get; init; }

    /// <summary>How the browser reaches it (<c>internal</c>, <c>usb</c>, …).</summary>
    public ValueArray<string> Transports { get; init; } = [];

    /// <summary>Whether it may be synchronised to other devices; fixed at registration.</summary>
    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; init; }
}

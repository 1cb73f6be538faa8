using System.Collections.Immutable;

namespace MissionPolicy.Server.Accounts;

/// <summary>A passkey as it rests in the store; its name is with the personal fields.</summary>
internal sealed record PasskeyRow
{
    public required string Id { get; init; }

    public required string PublicKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required uint SignCount { get; init; }

    public required ImmutableArray<string> Transports { get; init; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; init; }
}

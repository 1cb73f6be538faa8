using System.Collections.Immutable;

namespace MissionPolicy.Server.Signals;

/// <summary>A stream at rest: what its receiver asked for, how it stands, and how far delivery is.</summary>
/// <remarks>Source: SSF 1.0 §8.1.1, §8.1.2.</remarks>
internal sealed record SignalStream
{
    public required string StreamId { get; init; }

    /// <summary>The client that manages it.</summary>
    public required string ClientId { get; init; }

    /// <summary>The <c>aud</c> of its events.</summary>
    public required string Audience { get; init; }

    /// <summary>Under which names tokens and assertions were issued to the receiver.</summary>
    public required ImmutableArray<string> Identities { get; init; }

    /// <summary>One of <see cref="DeliveryMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>Where to push; null for poll.</summary>
    public string? PushUrl { get; init; }

    /// <summary>The <c>Authorization</c> header of a push, protected; null for none.</summary>
    public string? PushAuthorization { get; init; }

    public ImmutableArray<string>? EventsRequested { get; init; }

    public ImmutableArray<string> Capabilities { get => field.IsDefault ? [] : field; init; } = [];

    public string? Description { get; init; }

    public required StreamStatus Status { get; init; }

    public string? StatusReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last verification that was asked for.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>How many events wait, or waited: those that expired meanwhile are counted until somebody counts anew.</summary>
    public int Backlog { get; init; }

    /// <summary>Until when no event that is counted expires; null where nobody has counted yet.</summary>
    public DateTimeOffset? CountedUntil { get; init; }

    /// <summary>Pushes that failed since the last one that did not.</summary>
    public int Failures { get; init; }

    /// <summary>No push before then.</summary>
    public required DateTimeOffset NextPushAt { get; init; }

    /// <summary>Whether there is something to push as soon as the time has come.</summary>
    public bool IsPushing => Method == DeliveryMethods.Push && Status == StreamStatus.Enabled && Backlog > 0;
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Deferred;

/// <summary>A request whose decision comes later. Keep it, with <see cref="ToJson"/>, until it ends.</summary>
/// <remarks>Source: Deferred Token Response 1.0.</remarks>
public sealed record DeferredAuthorization
{
    /// <summary>The request that was deferred.</summary>
    public required PendingAuthorization Pending { get; init; }

    /// <summary>Names the process at the server.</summary>
    public required SecretText DeferredAuthId { get; init; }

    /// <summary>When the process ends without a decision.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The wait between two polls; a <c>slow_down</c> lengthens it for good.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>When the next poll may be sent.</summary>
    public required DateTimeOffset NextPollAt { get; init; }

    /// <summary>Secret: what the server shows when it calls back.</summary>
    public SecretText? NotificationToken { get; init; }

    /// <summary>What may be done before the decision; null when nothing may.</summary>
    public ProvisionalMission? Provisional { get; init; }

    /// <summary>The same, to be polled now: the server called back.</summary>
    /// <param name="now">The time.</param>
    public DeferredAuthorization Notified(DateTimeOffset now) => this with { NextPollAt = now };

    /// <summary>The record as JSON. It holds secrets: protect it like a key.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KeptJson.Default.DeferredAuthorization);

    /// <summary>Reads a kept record.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <param name="authorization">The record when true.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out DeferredAuthorization? authorization) =>
        Kept.TryRead(json, KeptJson.Default.DeferredAuthorization, out authorization);
}

namespace MissionPolicy.Server.Deferred;

/// <summary>One <c>deferral_code</c> of a deferred token request. Equal requests share
/// the record; each has its own handle, pace and ping.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, deferred answer and poll.</remarks>
internal sealed record DeferralHandle
{
    /// <summary>The hash of the <c>deferral_code</c>.</summary>
    public required string Hash { get; init; }

    /// <summary>The <c>deferral_code</c>, protected: the ping has to name it.</summary>
    public required string Code { get; init; }

    /// <summary>The <see cref="DeferralWish"/> as JSON, protected: what the token request asked for.</summary>
    public required string Wish { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>How long the client has to wait between polls, in seconds.</summary>
    public required int IntervalSeconds { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Whether the one early poll just before the end was made.</summary>
    public bool IsLastPollSpent { get; init; }

    /// <summary>How many polls in a row came too fast.</summary>
    public int TooFast { get; init; }

    /// <summary>Whether its client wanted a ping of the outcome.</summary>
    public bool IsTold { get; init; }

    /// <summary>The bearer token of the ping, protected; null when the client sent none.</summary>
    public string? NotificationToken { get; init; }
}

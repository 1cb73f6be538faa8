namespace MissionPolicy.Server.Deferred;

/// <summary>Whether a poll came too fast, and how long the client has to wait from now on.</summary>
/// <param name="IsTooFast">Whether it did.</param>
/// <param name="Interval">The interval from now on, in seconds.</param>
/// <param name="IsLastPoll">Whether it was the one early poll that is forgiven.</param>
/// <remarks>Source: RFC 8628 §3.5; deferred digest §5.</remarks>
internal sealed record PollPace(bool IsTooFast, int Interval, bool IsLastPoll)
{
    /// <summary>What a poll that came too fast adds for good, in seconds.</summary>
    public const int Penalty = 5;

    private const int Longest = 3600;

    /// <summary>Judges a poll.</summary>
    /// <param name="process">The request before the poll.</param>
    /// <param name="now">The time.</param>
    public static PollPace Of(DeferredProcess process, DateTimeOffset now) =>
        Of(process.PolledAt, process.IntervalSeconds, process.IsLastPollSpent, process.ExpiresAt, now);

    /// <summary>Judges a poll with one handle of several.</summary>
    /// <param name="process">The request.</param>
    /// <param name="handle">The handle before the poll.</param>
    /// <param name="now">The time.</param>
    public static PollPace Of(DeferredProcess process, DeferralHandle handle, DateTimeOffset now) =>
        Of(handle.PolledAt, handle.IntervalSeconds, handle.IsLastPollSpent, process.ExpiresAt, now);

    private static PollPace Of(DateTimeOffset? polledAt, int interval, bool isLastPollSpent, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (polledAt is not { } last || now - last >= TimeSpan.FromSeconds(interval))
        {
            return new PollPace(false, interval, false);
        }

        // A client that waited its turn would find nothing any more: it may look once before the end.
        bool isLast = !isLastPollSpent && last + TimeSpan.FromSeconds(interval) >= expiresAt;
        return isLast
            ? new PollPace(false, interval, true)
            : new PollPace(true, Math.Min(interval + Penalty, Longest), false);
    }
}

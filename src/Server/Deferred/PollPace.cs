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
    public static PollPace Of(DeferredProcess process, DateTimeOffset now)
    {
        if (process.PolledAt is not { } last || now - last >= TimeSpan.FromSeconds(process.IntervalSeconds))
        {
            return new PollPace(false, process.IntervalSeconds, false);
        }

        // A client that waited its turn would find nothing any more: it may look once before the end.
        bool isLast = !process.IsLastPollSpent && last + TimeSpan.FromSeconds(process.IntervalSeconds) >= process.ExpiresAt;
        return isLast
            ? new PollPace(false, process.IntervalSeconds, true)
            : new PollPace(true, Math.Min(process.IntervalSeconds + Penalty, Longest), false);
    }
}

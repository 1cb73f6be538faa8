namespace MissionPolicy.Client.Deferred;

/// <summary>When a kept request is polled.</summary>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Interval">The wait between two polls.</param>
/// <param name="NextPollAt">When the next poll may be sent.</param>
internal readonly record struct PollTimes(DateTimeOffset ExpiresAt, TimeSpan Interval, DateTimeOffset NextPollAt);

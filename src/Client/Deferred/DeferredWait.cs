namespace MissionPolicy.Client.Deferred;

/// <summary>Polls until there is a decision, by either protocol.</summary>
/// <typeparam name="TKept">What is kept between polls.</typeparam>
/// <typeparam name="TEnd">How it ends.</typeparam>
/// <param name="poll">Sends a poll: the next state, or the end.</param>
/// <param name="times">When a state is polled.</param>
/// <param name="later">The same state, to be polled at another time.</param>
/// <param name="time">The clock.</param>
internal sealed class DeferredWait<TKept, TEnd>(
    Func<TKept, CancellationToken, Task<(TKept? Next, TEnd? End)>> poll, Func<TKept, PollTimes> times, Func<TKept, DateTimeOffset, TKept> later, TimeProvider time)
    where TKept : class
    where TEnd : class
{
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(5);

    // Both drafts allow one poll just before the end, even inside the interval.
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    public async Task<TEnd> UntilDecidedAsync(
        TKept kept,
        Task? notified,
        Func<TKept, CancellationToken, ValueTask>? keep,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(kept);
        TimeSpan backOff = times(kept).Interval;
        while (true)
        {
            notified = await PauseAsync(times(kept), notified, cancellation);
            (TKept? Next, TEnd? End) result;
            try
            {
                result = await poll(kept, cancellation);
                backOff = times(kept).Interval;
            }
            catch (Exception broken) when (IsTransient(broken, cancellation))
            {
                // RFC 8628 §3.5: back off when a poll does not get through.
                backOff = backOff * 2 < MaxBackOff ? backOff * 2 : Longer(MaxBackOff, times(kept).Interval);
                result = (later(kept, time.GetUtcNow() + backOff), null);
            }

            if (result.End is { } end)
            {
                return end;
            }

            kept = result.Next!;
            if (keep is not null)
            {
                await keep(kept, cancellation);
            }
        }
    }

    private async Task<Task?> PauseAsync(PollTimes kept, Task? notified, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset last = kept.ExpiresAt - BeforeEnd;
        DateTimeOffset due = kept.NextPollAt <= last ? kept.NextPollAt : now < last ? last : kept.ExpiresAt;
        if (due <= now)
        {
            return notified;
        }

        // The timer cannot run longer than this; the poll that comes early then is rare and harmless.
        TimeSpan longest = TimeSpan.FromDays(24);
        using CancellationTokenSource awake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task delay = Task.Delay(due - now < longest ? due - now : longest, time, awake.Token);
        Task first = notified is null ? delay : await Task.WhenAny(delay, notified);
        if (first == delay)
        {
            await delay;
            return notified;
        }

        await awake.CancelAsync();
        return null;
    }

    private static bool IsTransient(Exception broken, CancellationToken cancellation) =>
        broken is HttpRequestException or IOException && !cancellation.IsCancellationRequested;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

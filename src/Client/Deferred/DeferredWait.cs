using MissionPolicy.Client.Authorize;

namespace MissionPolicy.Client.Deferred;

/// <summary>Polls until there is a decision.</summary>
/// <param name="exchange">Sends the polls.</param>
/// <param name="time">The clock.</param>
internal sealed class DeferredWait(DeferredExchange exchange, TimeProvider time)
{
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(5);

    // The draft allows one poll just before the end, even inside the interval.
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    public async Task<Completion> UntilDecidedAsync(
        DeferredAuthorization authorization,
        Task? notified,
        Func<DeferredAuthorization, CancellationToken, ValueTask>? keep,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        TimeSpan backOff = authorization.Interval;
        while (true)
        {
            notified = await PauseAsync(authorization, notified, cancellation);
            PollResult result;
            try
            {
                result = await exchange.PollAsync(authorization, cancellation);
                backOff = authorization.Interval;
            }
            catch (Exception broken) when (IsTransient(broken, cancellation))
            {
                // RFC 8628 §3.5: back off when a poll does not get through.
                backOff = backOff * 2 < MaxBackOff ? backOff * 2 : Longer(MaxBackOff, authorization.Interval);
                result = new PollResult.Undecided(authorization with { NextPollAt = time.GetUtcNow() + backOff }, null);
            }

            (DeferredAuthorization? next, Completion? end) = result.Match<(DeferredAuthorization?, Completion?)>(
                undecided => (undecided.Authorization, null), decided => (null, decided.Completion));
            if (end is not null)
            {
                return end;
            }

            authorization = next!;
            if (keep is not null)
            {
                await keep(authorization, cancellation);
            }
        }
    }

    private async Task<Task?> PauseAsync(DeferredAuthorization authorization, Task? notified, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset last = authorization.ExpiresAt - BeforeEnd;
        DateTimeOffset due = authorization.NextPollAt <= last ? authorization.NextPollAt : now < last ? last : authorization.ExpiresAt;
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

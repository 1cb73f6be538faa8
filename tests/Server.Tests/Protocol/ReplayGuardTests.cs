using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Replay;

namespace MissionPolicy.Server.Tests.Protocol;

public sealed class ReplayGuardTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly TemporaryStore store;
    private readonly ReplayGuard guard;

    public ReplayGuardTests()
    {
        store = new TemporaryStore(time, ReplayTable.Used);
        guard = new ReplayGuard(store.Store);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_value_is_good_once_for_its_purpose()
    {
        Assert.True(await Use("a", "value"));
        Assert.False(await Use("a", "value"));
        Assert.True(await Use("b", "value"));
        Assert.True(await Use("a", "VALUE"));
        Assert.True(await Use("a", new string('v', 100_000)));
    }

    [Fact]
    public async Task After_its_time_a_value_is_forgotten_and_before_it_is_refused()
    {
        DateTimeOffset until = time.GetUtcNow() + TimeSpan.FromMinutes(1);
        Assert.True(await guard.TryUseAsync("a", "value", until, None));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(await guard.TryUseAsync("a", "value", until, None));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await guard.TryUseAsync("a", "value", until, None), "a moment that is over protects nothing");
        Assert.True(await Use("a", "value"));
    }

    [Fact]
    public async Task Of_a_hundred_uses_at_once_exactly_one_wins()
    {
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Use("a", "value"))));
        Assert.Equal(1, won.Count(first => first));
    }

    [Fact]
    public async Task A_use_inside_a_transaction_that_fails_is_no_use()
    {
        DateTimeOffset until = time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Store.WriteAsync<bool>(
            write => ReplayGuard.TryUse(write, "a", "value", until) ? throw new InvalidOperationException("later") : false, None));
        Assert.True(await Use("a", "value"));
    }

    private Task<bool> Use(string purpose, string value) => guard.TryUseAsync(purpose, value, time.GetUtcNow() + TimeSpan.FromMinutes(1), None);
}

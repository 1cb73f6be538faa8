using System.Threading.Channels;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Deferred;

public sealed class WaitTests
{
    private readonly Channel<DeferredAuthorization> kept = Channel.CreateUnbounded<DeferredAuthorization>();

    [Fact]
    public async Task Polls_keep_the_interval_through_slow_downs_until_the_decision()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/token", _ => Reply.Error("authorization_pending"))
            .Once("/token", _ => Reply.Error("slow_down"))
            .Once("/token", _ => Reply.Error("authorization_pending"))
            .Once("/token", _ => provider.Tokens());
        Task<Completion> waiting = client.AwaitDeferredAsync(deferred, keep: KeepAsync, cancellation: Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(30));
        int[] steps = [30, 35, 35];
        foreach (int seconds in steps)
        {
            DeferredAuthorization next = await kept.Reader.ReadAsync(Agent.Cancellation);
            Assert.Equal(TimeSpan.FromSeconds(seconds), next.NextPollAt - provider.Time.GetUtcNow());
            provider.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.IsType<Completion.Verified>(await waiting);
        DateTimeOffset start = provider.At("/token")[0].At;
        Assert.Equal([0, 30, 60, 95, 130], provider.At("/token").Select(seen => (int)(seen.At - start).TotalSeconds));
    }

    [Fact]
    public async Task A_restart_goes_on_with_the_longer_interval()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/token", _ => Reply.Error("slow_down")).Once("/token", _ => provider.Tokens());
        using CancellationTokenSource crash = new();
        Task<Completion> waiting = client.AwaitDeferredAsync(deferred, keep: KeepAsync, cancellation: crash.Token);
        provider.Time.Advance(TimeSpan.FromSeconds(30));
        string stored = (await kept.Reader.ReadAsync(Agent.Cancellation)).ToJson();
        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.True(DeferredAuthorization.TryParse(stored, out DeferredAuthorization? found));
        Assert.Equal(TimeSpan.FromSeconds(35), found.Interval);
        waiting = (await provider.ClientAsync()).AwaitDeferredAsync(found, cancellation: Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(35));
        Assert.IsType<Completion.Verified>(await waiting);
    }

    [Fact]
    public async Task A_notification_ends_the_wait_at_once_and_a_pending_after_it_goes_on_polling()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/token", _ => Reply.Error("authorization_pending")).Once("/token", _ => provider.Tokens());
        TaskCompletionSource ping = new();
        Task<Completion> waiting = client.AwaitDeferredAsync(deferred, ping.Task, KeepAsync, Agent.Cancellation);
        ping.SetResult();
        DeferredAuthorization next = await kept.Reader.ReadAsync(Agent.Cancellation);
        Assert.Equal(provider.At("/token")[0].At, provider.At("/token")[1].At);
        provider.Time.Advance(next.Interval);
        Assert.IsType<Completion.Verified>(await waiting);
    }

    [Fact]
    public async Task A_last_poll_comes_just_before_the_end_and_then_it_is_over()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client, body => body["expires_in"] = 40);
        provider.Always("/token", _ => Reply.Error("authorization_pending"));
        Task<Completion> waiting = client.AwaitDeferredAsync(deferred, keep: KeepAsync, cancellation: Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(30));
        await kept.Reader.ReadAsync(Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(8));
        await kept.Reader.ReadAsync(Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<CompletionRefusal.Expired>((await waiting).Refusal());
        DateTimeOffset start = provider.At("/token")[0].At;
        Assert.Equal([0, 30, 38], provider.At("/token").Select(seen => (int)(seen.At - start).TotalSeconds));
    }

    [Fact]
    public async Task A_network_that_is_down_makes_the_polls_rarer_and_not_final()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using HttpClient flaky = new(new Flaky { InnerHandler = new HttpClientHandler() });
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        MissionClient offline = new(flaky, await MetadataAsync(provider), new MissionClientOptions
        {
            Client = new("assistant", new MissionPolicy.Client.Keys.ClientCredential.None()),
            RedirectUri = Agent.RedirectUri,
        }, provider.Time);
        provider.Once("/token", _ => provider.Tokens());
        Task<Completion> waiting = offline.AwaitDeferredAsync(deferred, keep: KeepAsync, cancellation: Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (int seconds in new[] { 60, 120 })
        {
            DeferredAuthorization next = await kept.Reader.ReadAsync(Agent.Cancellation);
            Assert.Equal(TimeSpan.FromSeconds(seconds), next.NextPollAt - provider.Time.GetUtcNow());
            Assert.Equal(TimeSpan.FromSeconds(30), next.Interval);
            provider.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.IsType<Completion.Verified>(await waiting);
    }

    private static async Task<MissionPolicy.Client.Discovery.ServerMetadata> MetadataAsync(FakeProvider provider) =>
        Assert.IsType<MissionPolicy.Client.Discovery.DiscoveryResult.Found>(
            await MissionPolicy.Client.Discovery.ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Agent.Cancellation)).Server;

    private ValueTask KeepAsync(DeferredAuthorization authorization, CancellationToken cancellation) =>
        kept.Writer.WriteAsync(authorization, cancellation);

    private sealed class Flaky : DelegatingHandler
    {
        private int turn;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            turn++ < 2 ? throw new HttpRequestException("down") : base.SendAsync(request, cancellationToken);
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>The client is told that it may poll once more.</summary>
public sealed class PingTests
{
    private const int GivenUp = 2301;
    private const string Token = "8d67dc78-7faa-4d41-aabd-67707b374255";

    [Fact]
    public async Task A_decision_is_told_with_the_clients_own_token_and_nothing_else()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferredScene scene = await StartAsync(client);
        string authId = await scene.PendingAsync(form => form["deferred_notification_token"] = Token);
        await scene.ReviewAsync("rita", "approve");
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Empty(client.Calls);
        await scene.ReviewAsync("ravi", "approve");
        Assert.Equal(1, await client.WaitAsync(1));
        (string path, string authorization, string? type, string body) = client.Calls.First();
        Assert.Equal(("/notify", "Bearer " + Token, "application/json"), (path, authorization, type));
        JsonElement sent = JsonElement.Parse(body);
        Assert.Equal(authId, sent.GetProperty("deferred_auth_id").GetString());
        Assert.Single(sent.EnumerateObject());
        Assert.True((await scene.PollAsync(authId)).Json.TryGetProperty("access_token", out _));
        await EmptyAsync(scene);
    }

    [Fact]
    public async Task A_denial_is_told_as_well_and_without_a_token_where_the_client_gave_none()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferredScene scene = await StartAsync(client);
        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        Assert.Equal(1, await client.WaitAsync(1));
        Assert.Equal(string.Empty, client.Calls.First().Authorization);
    }

    [Fact]
    public async Task A_client_with_a_fault_is_told_again_later_and_across_a_restart()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        client.Answers.Enqueue(503);
        client.Answers.Enqueue(500);
        await using DeferredScene scene = await StartAsync(client);
        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        Assert.Equal(1, await client.WaitAsync(1));
        await TriedAsync(scene, 1);
        await scene.Host.RestartAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, await client.WaitAsync(2));
        await TriedAsync(scene, 2);
        scene.Host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(3, await client.WaitAsync(3));
        await EmptyAsync(scene);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_client_that_refuses_or_redirects_is_not_told_again(int status)
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        client.Answers.Enqueue(status);
        await using DeferredScene scene = await StartAsync(client);
        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        Assert.Equal(1, await client.WaitAsync(1));
        await EmptyAsync(scene);
        Assert.Equal("/notify", Assert.Single(client.Calls).Path);
    }

    [Fact]
    public async Task It_is_tried_eight_times_at_most()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferredScene scene = await StartAsync(client);
        for (int i = 0; i < 20; i++)
        {
            client.Answers.Enqueue(500);
        }

        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        Assert.Equal(1, await client.WaitAsync(1));
        for (int tries = 1; tries < PingSchedule.MostAttempts; tries++)
        {
            await TriedAsync(scene, tries);
            scene.Host.Time.Advance(TimeSpan.FromSeconds(10 * Math.Pow(3, tries - 1)));
            Assert.Equal(tries + 1, await client.WaitAsync(tries + 1));
        }

        await EmptyAsync(scene);
    }

    [Fact]
    public async Task A_private_address_is_never_called_unless_the_operator_allows_it()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        using EventLog log = new();
        await using DeferredScene scene = await DeferredScene.StartAsync(log.Add, $"--Clients:it-agent:DeferredClientNotificationEndpoint={client.Url}");
        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        // There was a ping, and it was given up at once.
        await UntilAsync(() => Task.FromResult(log.Of(GivenUp).Count > 0));
        Assert.EndsWith("after 1 tries: refused.", Assert.Single(log.Of(GivenUp)), StringComparison.Ordinal);
        await EmptyAsync(scene);
        Assert.Empty(client.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_of_the_Mission_is_told_once_and_ends_the_request_whether_or_not_it_was_approved(bool isApproved)
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferredScene scene = await StartAsync(client);
        string authId = await scene.PendingAsync();
        if (isApproved)
        {
            await scene.ApproveAsync();
            Assert.Equal(1, await client.WaitAsync(1));
            await EmptyAsync(scene);
        }

        int before = client.Calls.Count;
        await scene.StopAsync();
        Assert.Equal(before + 1, await client.WaitAsync(before + 1));
        await EmptyAsync(scene);
        Assert.Equal(DeferredState.Denied, (await scene.ProcessAsync()).State);
        Assert.False((await scene.CaseAsync()).IsOpen);
        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.Equal(("access_denied", "mission_stopped"), (TestAgent.Error(polled), polled.Json.GetProperty("error_description").GetString()));
        Assert.Equal(before + 1, client.Calls.Count);
    }

    [Fact]
    public async Task Neither_the_clock_nor_the_clients_own_cancellation_is_told()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferredScene scene = await StartAsync(client);
        await scene.CancelAsync(await scene.PendingAsync());
        await scene.PendingAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(72));
        await scene.SweepAsync();
        Assert.Equal(0, await PingsAsync(scene));
        Assert.Empty(client.Calls);
    }

    [Fact]
    public void Every_wait_is_longer_than_the_one_before_and_not_always_the_same()
    {
        for (int attempt = 1; attempt < PingSchedule.MostAttempts; attempt++)
        {
            TimeSpan[] waits = [.. Enumerable.Range(0, 50).Select(_ => PingSchedule.After(attempt))];
            double step = 10 * Math.Pow(3, attempt - 1);
            Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, step / 2, step));
            Assert.True(waits.Distinct().Count() > 1);
        }
    }

    private static Task<DeferredScene> StartAsync(NotifiedClient client) =>
        DeferredScene.StartAsync($"--Clients:it-agent:DeferredClientNotificationEndpoint={client.Url}", "--Deferred:AllowPrivateAddresses=true");

    private static async Task<long> PingsAsync(DeferredScene scene) =>
        await scene.Host.App.Services.GetRequiredService<IStore>().CountAsync(DeferredTables.Pings, TableQuery.All, TestContext.Current.CancellationToken);

    private static Task EmptyAsync(DeferredScene scene) => UntilAsync(async () => await PingsAsync(scene) == 0);

    private static Task TriedAsync(DeferredScene scene, int attempts) => UntilAsync(async () =>
    {
        Page<Ping> pings = await scene.Host.App.Services.GetRequiredService<IStore>().FindAsync(DeferredTables.Pings, TableQuery.All, TestContext.Current.CancellationToken);
        return pings.Items is [{ Value: { } ping }] && ping.Attempts == attempts;
    });

    // The call is on the wire before its outcome is on disk: the only real time that these tests wait for.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        bool isMet = false;
        for (int i = 0; i < 200 && !(isMet = await condition()); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(isMet);
    }
}

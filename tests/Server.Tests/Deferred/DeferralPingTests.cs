using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>OAuth Deferred Token Response draft -01: the client is called back, with the handle and nothing of the outcome.</summary>
public sealed class DeferralPingTests
{
    [Theory]
    [InlineData("approve")]
    [InlineData("deny")]
    public async Task A_decision_is_told_with_the_handle_alone(string decision)
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferralScene scene = await StartAsync(client);
        TestHost.Answer deferred = await scene.DeferAsync(
            scene.Wider().With(("client_notification_token", DeferralScene.NotificationToken)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(3));
        await scene.DecideAsync(deferred, decision);
        Assert.Equal(1, await client.WaitAsync(1));
        (_, string authorization, string? type, string body) = client.Calls.First();
        Assert.Equal(("Bearer " + DeferralScene.NotificationToken, "application/json"), (authorization, type));
        JsonElement sent = JsonElement.Parse(body);
        Assert.Equal(deferred.Member("deferral_code"), sent.GetProperty("deferral_code").GetString());
        Assert.Single(sent.EnumerateObject());
    }

    [Fact]
    public async Task Every_handle_of_the_record_is_told_without_a_token_where_none_was_given()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferralScene scene = await StartAsync(client);
        string[] codes = [(await scene.DeferAsync()).Member("deferral_code"), (await scene.DeferAsync()).Member("deferral_code")];
        TestHost.Answer last = await scene.DeferAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(3));
        await scene.DecideAsync(last, "approve");
        Assert.Equal(3, await client.WaitAsync(3));
        Assert.All(client.Calls, call => Assert.Equal(string.Empty, call.Authorization));
        Assert.Superset(codes.ToHashSet(StringComparer.Ordinal), client.Calls.Select(call => JsonElement.Parse(call.Body).GetProperty("deferral_code").GetString()!).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        client.Answers.Enqueue(302);
        await using DeferralScene scene = await StartAsync(client);
        TestHost.Answer deferred = await scene.DeferAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(3));
        await scene.DecideAsync(deferred, "approve");
        Assert.Equal(1, await client.WaitAsync(1));
        await EmptyAsync(scene);
        Assert.Equal("/notify", Assert.Single(client.Calls).Path);
        (await scene.PollAsync(deferred)).IsOk();
    }

    [Fact]
    public async Task Neither_the_clients_own_cancellation_nor_the_clock_is_told()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferralScene scene = await StartAsync(client);
        TestHost.Answer cancelled = await scene.DeferAsync();
        await scene.RevokeAsync(cancelled);
        TestHost.Answer late = await scene.DeferAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(late.Json.GetProperty("expires_in").GetInt64()));
        await scene.Host.App.Services.GetRequiredService<DeferredSweep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await PingsAsync(scene));
        Assert.Empty(client.Calls);
    }

    [Fact]
    public async Task A_short_token_is_refused_and_one_without_an_endpoint_is_ignored()
    {
        await using NotifiedClient client = await NotifiedClient.StartAsync();
        await using DeferralScene scene = await StartAsync(client);
        (await scene.Agent.TokenAsync(scene.Wider().With(("client_notification_token", "short")))).IsRefused("invalid_request");
        await using DeferralScene silent = await DeferralScene.StartAsync();
        await silent.DeferAsync(silent.Wider().With(("client_notification_token", "short")));
    }

    private static Task<DeferralScene> StartAsync(NotifiedClient client) =>
        DeferralScene.StartAsync(
            $"--Clients:assistant:DeferredClientNotificationEndpoint={client.Url}", "--Deferred:AllowPrivateAddresses=true");

    private static async Task<long> PingsAsync(DeferralScene scene) =>
        await scene.Host.App.Services.GetRequiredService<IStore>().CountAsync(
            DeferredTables.Pings, TableQuery.All, TestContext.Current.CancellationToken);

    private static async Task EmptyAsync(DeferralScene scene)
    {
        bool isEmpty = false;
        for (int i = 0; i < 200 && !(isEmpty = await PingsAsync(scene) == 0); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(isEmpty);
    }
}

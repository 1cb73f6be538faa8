using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>What is paused, or cannot be made, while a provisional Mission waits for its decision.</summary>
public sealed class ProvisionalStopTests
{
    [Fact]
    public async Task A_suspension_outlives_the_restricted_time_and_leaves_the_review_alone()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        Assert.Equal(HttpStatusCode.OK, await scene.OperateAsync("suspend"));
        scene.Host.Time.Advance(TimeSpan.FromMinutes(15));
        await SweepAsync(scene);
        Assert.Equal("suspended admin_suspended", await scene.StateAsync());
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.ApproveAsync();
        Assert.Equal("suspended admin_suspended", await scene.StateAsync());
        Assert.Equal(HttpStatusCode.OK, await scene.OperateAsync("resume"));
        Assert.StartsWith("approved", await scene.StateAsync(), StringComparison.Ordinal);
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.StartsWith("active", await scene.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_waits_while_the_Mission_is_suspended()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.OperateAsync("suspend");
        await scene.ApproveAsync();
        TestHost.Answer waiting = await scene.PollAsync(authId);
        Assert.Equal("authorization_pending", TestAgent.Error(waiting));
        Assert.Contains("mission_suspended", waiting.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal("suspended admin_suspended", await scene.StateAsync());
        await scene.OperateAsync("resume");
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.False((await scene.MissionAsync()).TryGetProperty("mission_provisional", out _));
    }

    [Fact]
    public async Task A_suspension_that_nobody_lifts_ends_with_the_request()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.OperateAsync("suspend");
        await scene.ApproveAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(24));
        Assert.StartsWith("revoked", await scene.StateAsync(), StringComparison.Ordinal);
        Assert.Equal("expired_token", TestAgent.Error(await scene.PollAsync(authId)));
        await SweepAsync(scene);
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
    }

    [Fact]
    public async Task What_cannot_be_made_in_the_end_is_withdrawn()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        Dictionary<string, string> request = scene.Request();
        JsonObject context = DeferredScene.Context();
        context["contexts"]!["purpose"]!["constraints"] = new JsonObject { ["expires_at"] = "2026-12-01T12:00:00Z" };
        request["client_context"] = context.ToJsonString();
        TestHost.Answer exchanged = await scene.ExchangeAsync((await scene.AskAsync(request))["deferred_code"]);
        string authId = exchanged.Json.GetProperty("deferred_auth_id").GetString()!;
        TestHost.Answer read = await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read");
        Assert.True(read.Status == HttpStatusCode.OK, read.Json.ToString());
        await scene.ApproveAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(5));
        TestHost.Answer failed = await scene.PollAsync(authId);
        Assert.Equal("mission_bootstrap_failed", TestAgent.Error(failed));
        Assert.Equal("compile_failed", failed.Json.GetProperty("mission_error").GetString());
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        Assert.Equal((DeferredState.Redeemed, "compile_failed"), ((await scene.ProcessAsync()).State, (await scene.ProcessAsync()).Reason));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal(0, await DueAsync(scene));
    }

    [Fact]
    public async Task A_review_lifts_no_suspension_of_the_Mission_that_is_replaced()
    {
        DirectoryInfo catalog = ChangedCatalog.Of(line => line.Replace("otherwise: reject", "otherwise: recreate", StringComparison.Ordinal));
        await using DeferredScene scene = await DeferredScene.StartAsync($"--Catalog:Path={catalog.FullName}");
        string first = await scene.PendingAsync();
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(first)).Status);
        string before = await scene.MissionRefAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(1));

        Dictionary<string, string> again = scene.Request();
        again["client_context"] = DeferredScene.Context("u104212").ToJsonString();
        again["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = before, ["operation"] = "resume" }).ToJsonString();
        await scene.Agent.Person.UsePasskeyAsync(scene.Agent.Passkey, "?acr=phr", stepUp: true);
        Dictionary<string, string> asked = await scene.AskAsync(again);
        Assert.True(asked.ContainsKey("deferred_code"), string.Join(' ', asked));
        TestHost.Answer exchanged = await scene.ExchangeAsync(asked["deferred_code"]);
        Assert.True(exchanged.Json.GetProperty("mission_provisional").GetBoolean());
        Assert.NotEqual(before, await scene.MissionRefAsync());
        Assert.Equal(HttpStatusCode.OK, await scene.OperateAsync("suspend", before));
        await scene.ApproveAsync();
        TestHost.Answer failed = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.Equal("mission_bootstrap_failed", TestAgent.Error(failed));
        Assert.Equal("mission_suspended", failed.Json.GetProperty("mission_error").GetString());
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        Assert.Equal("suspended", (await scene.MissionAsync(before)).GetProperty("state").GetString());
        catalog.Delete(recursive: true);
    }

    private static Task<int> SweepAsync(DeferredScene scene) => scene.Host.App.Services.GetRequiredService<ExpirySweeper>().SweepAsync(TestContext.Current.CancellationToken);

    // What the clock is going to have something to say of.
    private static async Task<long> DueAsync(DeferredScene scene) => await scene.Host.App.Services.GetRequiredService<IStore>().CountAsync(
        MissionTables.Missions, TableQuery.Between(MissionTables.ByDue, (DateTimeOffset?)null, null), TestContext.Current.CancellationToken);
}

using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Every end on the wire is RFC 3339 with whole seconds, and the same end has the same name everywhere.</summary>
public sealed class EndsTests
{
    private static readonly TimeSpan BetweenTwoSeconds = TimeSpan.FromTicks(2_651_234);

    [Fact]
    public async Task A_Mission_says_both_of_its_ends()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        host.Time.Advance(BetweenTwoSeconds);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        JsonElement mission = (await agent.CallAsync(HttpMethod.Get, "/missions/" + tokens.Member("mission_ref"), tokens.Member("access_token"))).IsOk().Json;
        Assert.Equal(tokens.Member("mission_expires_at"), End(mission, "expires_at"));
        Assert.Equal(Text(host.Time.GetUtcNow().AddHours(1)), End(mission, "idle_expires_at"));
        JsonElement purpose = AgentKey.Payload(tokens.Member("id_token")).GetProperty("client_context").GetProperty("contexts").GetProperty("purpose");
        Assert.Equal(tokens.Member("mission_expires_at"), End(purpose.GetProperty("constraints"), "expires_at"));

        TestHost.Answer outside = await agent.DeriveAsync(
            tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] = new System.Text.Json.Nodes.JsonObject { ["calendar"] = "cal_board1" });
        JsonElement offer = outside.Json.GetProperty("reapproval");
        End(offer, "expires_at");
        End(offer.GetProperty("client_context").GetProperty("contexts").GetProperty("purpose").GetProperty("constraints"), "expires_at");

        TestHost.Answer prepared = (await agent.PostAsync(
            "/missions",
            AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1")),
            agent.Key.Proof("POST", TestAgent.Issuer + "/missions", host.Time.GetUtcNow()))).IsOk(HttpStatusCode.Created);
        End(prepared.Json, "expires_at");
    }

    [Fact]
    public async Task The_answers_of_the_deferred_path_have_whole_seconds()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        scene.Host.Time.Advance(BetweenTwoSeconds);
        TestHost.Answer exchanged = (await scene.ExchangeAsync(await scene.CodeAsync())).IsOk();
        await scene.ApproveAsync();
        TestHost.Answer tokens = (await scene.PollAsync(exchanged.Member("deferred_auth_id"))).IsOk();
        string end = End(tokens.Json, "mission_expires_at");
        JsonElement purpose = AgentKey.Payload(tokens.Member("id_token")).GetProperty("client_context").GetProperty("contexts").GetProperty("purpose");
        Assert.Equal(end, End(purpose.GetProperty("constraints"), "expires_at"));
        JsonElement mission = (await scene.Agent.CallAsync(HttpMethod.Get, "/missions/" + tokens.Member("mission_ref"), tokens.Member("access_token"))).IsOk().Json;
        Assert.Equal(end, End(mission, "expires_at"));
        End(mission, "idle_expires_at");
    }

    private static string End(JsonElement json, string name)
    {
        string text = json.GetProperty(name).GetString()!;
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", text);
        return text;
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}

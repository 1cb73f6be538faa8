using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Review;

/// <summary>An entry that people approve themselves, and a rule of its author that asks for reviewers.</summary>
public sealed class ReviewByRuleTests
{
    private static readonly string[] Waiting =
    [
        $"--Clients:assistant:GrantTypes:8={DeferredScene.Grant}", "--Clients:assistant:ResponseTypes:8=deferred_code code",
    ];

    [Fact]
    public async Task Many_guests_bring_reviewers_a_shorter_life_and_fewer_claims()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync(Waiting);
        scene.Agent.ClientId = "assistant";
        Dictionary<string, string> answer = await scene.AskAsync(Request(scene, 16));
        Assert.Equal(["deferred_code", "iss", "state"], answer.Keys.Order());
        TestHost.Answer exchanged = await scene.ExchangeAsync(answer["deferred_code"]);
        string authId = exchanged.Json.GetProperty("deferred_auth_id").GetString()!;
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Contains("Approved.", (await scene.ReviewAsync("rita", "approve")).Text, StringComparison.Ordinal);
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.True(FactText.TryInstant(tokens.Json.GetProperty("mission_expires_at").GetString(), out DateTimeOffset end));
        Assert.InRange(end - scene.Host.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task The_person_alone_approves_an_invitation_to_few_guests()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync(Waiting);
        scene.Agent.ClientId = "assistant";
        Assert.Contains("code", (await scene.AskAsync(Request(scene, 1))).Keys);
    }

    [Fact]
    public async Task A_client_that_cannot_wait_is_refused_where_a_rule_asks_for_reviewers()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        scene.Agent.ClientId = "assistant";
        Dictionary<string, string> request = Request(scene, 16);
        request["response_type"] = "code";
        Dictionary<string, string> answer = await scene.AskAsync(request);
        Assert.DoesNotContain("code", answer.Keys);
        Assert.True(answer.ContainsKey("error"), string.Join(' ', answer));
    }

    private static Dictionary<string, string> Request(DeferredScene scene, int guests)
    {
        JsonObject context = TestAgent.Context();
        context["contexts"]!["purpose"]!["params"]!["external_attendees"] =
            new JsonArray([.. Enumerable.Range(1, guests).Select(index => (JsonNode)string.Create(CultureInfo.InvariantCulture, $"g{index}@partner.example"))]);
        Dictionary<string, string> request = scene.Agent.Request(context);
        request["response_type"] = "deferred_code code";
        request["scope"] = "openid offline_access";
        return request;
    }
}

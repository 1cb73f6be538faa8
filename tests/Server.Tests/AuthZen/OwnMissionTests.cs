using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.AuthZen;

/// <summary>An agent that asks about its own Mission with a token of it: client, actor and key come from the credentials.</summary>
public sealed class OwnMissionTests
{
    private const string Path = "/access/v1/evaluation";

    [Fact]
    public async Task The_agent_need_not_say_who_it_is()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        Assert.Equal(["inside"], (await AskAsync(agent, tokens)).Codes);
    }

    [Theory]
    [InlineData("""{"client_id":"finance-agent"}""", "actor_mismatch")]
    [InlineData("""{"client_id":"assistant","act":{"sub":"agent_other"}}""", "actor_mismatch")]
    public async Task What_it_says_besides_is_compared(string actor, string code)
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        Assert.Contains(code, (await AskAsync(agent, tokens, context => context["actor"] = JsonNode.Parse(actor))).Codes);
    }

    [Fact]
    public async Task A_token_of_another_Mission_of_the_same_agent_does_not_do()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer first = await agent.MissionAsync();
        TestHost.Answer second = await agent.RedeemAsync(await agent.CodeAsync());
        string other = first.Json.GetProperty("mission_ref").GetString()!;
        Assert.Equal(["unknown_mission"], (await AskAsync(agent, second, context => context["mission_ref"] = other)).Codes);
    }

    private static Task<TestHost.Answer> AskAsync(TestAgent agent, TestHost.Answer tokens, Action<JsonObject>? change = null)
    {
        JsonObject context = new() { ["mission_ref"] = tokens.Json.GetProperty("mission_ref").GetString() };
        change?.Invoke(context);
        JsonElement idToken = AgentKey.Payload(tokens.Json.GetProperty("id_token").GetString()!);
        return agent.CallAsync(HttpMethod.Post, Path, tokens.Json.GetProperty("access_token").GetString()!, new JsonObject
        {
            ["subject"] = new JsonObject { ["type"] = "user", ["id"] = idToken.GetProperty("sub").GetString() },
            ["action"] = new JsonObject { ["name"] = "send" },
            ["resource"] = new JsonObject
            {
                ["type"] = "mail.message",
                ["id"] = "invitation",
                ["properties"] = new JsonObject { ["tenant"] = "example.com", ["audience"] = TestAgent.EmailApi, ["recipients"] = new JsonArray("eng-team@example.com") },
            },
            ["context"] = context,
        });
    }
}

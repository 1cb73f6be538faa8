using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>Id-jag digest §2: what would become an assertion counts as long as its Mission and its grant do.</summary>
public sealed class LateAssertionTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("suspend", "mission_suspended")]
    [InlineData("revoke", "mission_revoked")]
    public async Task The_ID_Token_of_a_stopped_Mission_becomes_none(string operation, string error)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.TokenAsync(OfIdToken(tokens))).IsOk();
        await Agent.OperateAsync(tokens, operation);
        TestHost.Answer answer = await Agent.TokenAsync(OfIdToken(tokens));
        answer.IsRefused("invalid_grant");
        Assert.Equal(error, answer.Member("mission_error"));
    }

    [Fact]
    public async Task The_ID_Token_of_a_code_that_was_used_twice_becomes_none()
    {
        string code = await Agent.CodeAsync();
        TestHost.Answer tokens = (await Agent.RedeemAsync(code)).IsOk();
        (await Agent.TokenAsync(OfIdToken(tokens))).IsOk();
        (await Agent.RedeemAsync(code)).IsRefused("invalid_grant");
        (await Agent.TokenAsync(OfIdToken(tokens))).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task Nothing_of_an_expired_Mission_counts()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync(agent.Request(TestAgent.Context(value =>
            value["contexts"]!["purpose"]!["constraints"] = new JsonObject { ["max_duration"] = 400 })));
        host.Time.Advance(TimeSpan.FromSeconds(290));
        TestHost.Answer again = (await agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        host.Time.Advance(TimeSpan.FromSeconds(120));
        TestHost.Answer late = await agent.TokenAsync(AgentSteps.AssertionRequest(tokens));
        late.IsRefused("invalid_grant");
        Assert.Equal("mission_expired", late.Member("mission_error"));
        (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("subject_token", again.Member("id_token")), ("subject_token_type", AgentSteps.IdTokenType)))).IsRefused("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, (await agent.CallAsync(HttpMethod.Get, "/userinfo", again.Member("access_token"))).Status);
        Assert.False(await agent.IsActiveAsync(again.Member("access_token")));
        Dictionary<string, string> answer = TestAgent.Answered(await agent.AuthorizeAsync(
            (await agent.PushAsync(agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        Assert.Equal("mission_bootstrap_failed", answer["error"]);
    }

    private static Dictionary<string, string> OfIdToken(TestHost.Answer tokens) =>
        AgentSteps.AssertionRequest(tokens).With(("subject_token", tokens.Member("id_token")), ("subject_token_type", AgentSteps.IdTokenType));
}

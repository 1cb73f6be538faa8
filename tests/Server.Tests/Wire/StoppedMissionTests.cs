using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Handoff digest §10: a Mission that is not active derives nothing, by whichever grant one comes.</summary>
public sealed class StoppedMissionTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("suspend", "mission_suspended", "suspended")]
    [InlineData("revoke", "mission_revoked", "revoked")]
    [InlineData("complete", "mission_completed", "completed")]
    public async Task A_stopped_Mission_gives_nothing_and_says_why(string operation, string error, string state)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await CalendarAsync(tokens)).Member("access_token");
        await Agent.OperateAsync(tokens, operation);
        await StoppedAsync(tokens, calendar, error);

        JsonElement answer = (await Host.IntrospectAsync(calendar)).Json;
        Assert.False(answer.GetProperty("active").GetBoolean());
        Assert.Equal(state, answer.GetProperty("mission_state").GetString());
        Assert.Equal(tokens.Member("mission_ref"), answer.GetProperty("mission_ref").GetString());
        Assert.Equal(["active", "mission_ref", "mission_state"], answer.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(HttpStatusCode.Unauthorized, (await Agent.CallAsync(HttpMethod.Get, "/userinfo", tokens.Member("access_token"))).Status);
    }

    [Fact]
    public async Task A_stopped_Mission_says_so_whatever_is_asked()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        await Agent.OperateAsync(tokens, "revoke");
        TestHost.Answer answer = await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", "https://elsewhere.example.com")));
        answer.IsRefused("invalid_grant");
        Assert.Equal("mission_revoked", answer.Member("mission_error"));
    }

    [Fact]
    public async Task A_suspension_is_lifted_by_an_operator_and_by_no_sign_in()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        await Agent.OperateAsync(tokens, "suspend");
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        Assert.Equal("mission_bootstrap_failed", answer["error"]);
        Assert.Contains("mission_suspended", answer["error_description"], StringComparison.Ordinal);
        await Agent.OperateAsync(tokens, "resume");
        (await CalendarAsync(tokens)).IsOk();
    }

    [Fact]
    public async Task A_Mission_that_rested_too_long_is_expired()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        host.Time.Advance(TimeSpan.FromMinutes(59));
        (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        host.Time.Advance(TimeSpan.FromMinutes(59));
        string calendar = (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        host.Time.Advance(TimeSpan.FromMinutes(61));
        TestHost.Answer late = await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read");
        late.IsRefused("invalid_grant");
        Assert.Equal("mission_expired", late.Member("mission_error"));
        Assert.Equal("mission_expired", (await agent.TokenAsync(AgentSteps.Refresh(tokens))).Member("mission_error"));
        (await agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi))).IsRefused("invalid_request");
    }

    [Fact]
    public async Task No_token_outlives_the_Mission()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync(agent.Request(TestAgent.Context(value =>
            value["contexts"]!["purpose"]!["constraints"] = new System.Text.Json.Nodes.JsonObject { ["max_duration"] = 400 })));
        host.Time.Advance(TimeSpan.FromSeconds(290));
        TestHost.Answer calendar = (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Assert.InRange(calendar.Json.GetProperty("expires_in").GetInt32(), 100, 111);
        TestHost.Answer assertion = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        Assert.InRange(assertion.Json.GetProperty("expires_in").GetInt32(), 100, 111);
        TestHost.Answer again = (await agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        long end = DateTimeOffset.Parse(tokens.Member("mission_expires_at"), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        foreach (string token in (string[])[calendar.Member("access_token"), again.Member("access_token"), again.Member("id_token")])
        {
            Assert.Equal(end, AgentKey.Payload(token).GetProperty("exp").GetInt64());
        }

        host.Time.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal("mission_expired", (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).Member("mission_error"));
    }

    [Fact]
    public async Task The_agent_may_end_its_own_Mission_and_nobody_elses()
    {
        TestHost.Answer one = await Agent.NewMissionAsync();
        TestHost.Answer two = await Agent.NewMissionAsync();
        string token = one.Member("access_token");
        Assert.Equal(HttpStatusCode.NotFound, (await Agent.CallAsync(HttpMethod.Post, $"/missions/{two.Member("mission_ref")}/complete", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Agent.CallAsync(HttpMethod.Get, $"/missions/{two.Member("mission_ref")}", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Agent.CallAsync(HttpMethod.Post, $"/missions/{one.Member("mission_ref")}/suspend", token)).Status);
        TestHost.Answer ended = (await Agent.CallAsync(HttpMethod.Post, $"/missions/{one.Member("mission_ref")}/abandon", token)).IsOk();
        Assert.Equal(("revoked", "client_rejected_context"), (ended.Member("state"), ended.Member("reason")));
        (await Agent.DeriveAsync(one, TestAgent.CalendarApi, "calendar.event", "read")).IsRefused("invalid_grant");
    }

    private async Task StoppedAsync(TestHost.Answer tokens, string calendar, string error)
    {
        foreach (TestHost.Answer answer in (TestHost.Answer[])
            [
                await CalendarAsync(tokens),
                await Agent.TokenAsync(AgentSteps.Refresh(tokens)),
                await Agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi)),
                await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens)),
            ])
        {
            answer.IsRefused("invalid_grant");
            Assert.Equal(error, answer.Member("mission_error"));
        }
    }

    private Task<TestHost.Answer> CalendarAsync(TestHost.Answer tokens) => Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read");
}

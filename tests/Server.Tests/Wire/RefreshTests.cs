using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 6749 §6, RFC 9700 §4.14, OpenID Connect Core §12, derivation digest §10.</summary>
public sealed class RefreshTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task Without_a_resource_the_ID_Token_repeats_the_event()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement first = AgentKey.Payload(tokens.Member("id_token"));
        Host.Time.Advance(TimeSpan.FromSeconds(40));
        TestHost.Answer again = (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        JsonElement second = AgentKey.Payload(again.Member("id_token"));
        foreach (string name in (string[])["client_context", "auth_time", "sub", "acr", "amr", "aud", "iss"])
        {
            Assert.True(JsonElement.DeepEquals(first.GetProperty(name), second.GetProperty(name)), name);
        }

        Assert.True(second.GetProperty("iat").GetInt64() > first.GetProperty("iat").GetInt64());
        Assert.Equal(tokens.Member("mission_ref"), again.Member("mission_ref"));
        Assert.False(again.Json.TryGetProperty("refresh_token", out _));
        Assert.Equal(TestAgent.Issuer, AgentKey.Payload(again.Member("access_token")).GetProperty("aud").GetString());
    }

    [Theory]
    [InlineData("refresh_token", null, "invalid_request")]
    [InlineData("refresh_token", "rt_invented", "invalid_grant")]
    [InlineData("scope", "openid missions.manage", "invalid_scope")]
    [InlineData("authorization_details", "[]", "invalid_authorization_details")]
    public async Task A_refresh_that_does_not_fit_is_refused(string name, string? value, string error)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With((name, value)))).IsRefused(error);
    }

    [Fact]
    public async Task Fewer_scopes_are_given()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer fewer = (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("scope", "evaluate")))).IsOk();
        Assert.Equal("evaluate", fewer.Member("scope"));
        Assert.False(fewer.Json.TryGetProperty("id_token", out _));
    }

    [Fact]
    public async Task Another_key_and_another_client_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        using AgentKey other = new();
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens), key: other)).IsRefused("invalid_grant");
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens), "finance-agent")).IsRefused("invalid_grant");
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
    }

    [Fact]
    public async Task A_public_client_gets_a_new_one_each_time_and_an_old_one_ends_them_all()
    {
        using TestAgent cli = new(Host) { ClientId = "assistant-cli" };
        await cli.SignInStronglyAsync("bob");
        TestHost.Answer tokens = (await cli.RedeemAsync(TestAgent.Answered(await cli.AuthorizeAsync(
            (await cli.PushAsync(cli.Request().With(("client_context", null)))).IsOk(HttpStatusCode.Created)))["code"])).IsOk();
        TestHost.Answer second = (await cli.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        Assert.NotEqual(tokens.Member("refresh_token"), second.Member("refresh_token"));
        TestHost.Answer third = (await cli.TokenAsync(AgentSteps.Refresh(second))).IsOk();
        Assert.Equal(HttpStatusCode.OK, (await cli.CallAsync(HttpMethod.Get, "/userinfo", third.Member("access_token"))).Status);

        (await cli.TokenAsync(AgentSteps.Refresh(tokens))).IsRefused("invalid_grant");
        (await cli.TokenAsync(AgentSteps.Refresh(third))).IsRefused("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, (await cli.CallAsync(HttpMethod.Get, "/userinfo", third.Member("access_token"))).Status);
    }

    [Fact]
    public async Task A_revoked_refresh_token_learns_nothing_more_of_its_Mission()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        string identity = tokens.Member("id_token");
        Assert.Equal("invalid_authorization_details", TestAgent.Error(await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete")));
        Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", tokens.Member("refresh_token"))))).Status);

        IEvidenceLog log = Host.App.Services.GetRequiredService<IStore>().Evidence;
        long before = log.Last;
        Says("invalid_grant", await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete"));
        Says("invalid_grant", await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", "https://payments-api.example.com"))));
        Says("invalid_grant", await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("audience", "https://elsewhere.example.com"), ("resource", null))));
        Says("invalid_grant", await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(
            ("audience", "https://elsewhere.example.com"), ("resource", null), ("subject_token", identity), ("subject_token_type", AgentSteps.IdTokenType))));
        Says("invalid_request", await Agent.TokenAsync(AgentSteps.Exchange(calendar, "https://payments-api.example.com")));
        Assert.Equal(before, log.Last);
    }

    [Fact]
    public async Task Two_refreshes_at_once_of_one_rotating_token_end_the_family()
    {
        using TestAgent cli = new(Host) { ClientId = "assistant-cli" };
        await cli.SignInStronglyAsync("rita");
        TestHost.Answer tokens = (await cli.RedeemAsync(TestAgent.Answered(await cli.AuthorizeAsync(
            (await cli.PushAsync(cli.Request().With(("client_context", null)))).IsOk(HttpStatusCode.Created)))["code"])).IsOk();
        TestHost.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cli.TokenAsync(AgentSteps.Refresh(tokens))));
        TestHost.Answer won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        (await cli.TokenAsync(AgentSteps.Refresh(won))).IsRefused("invalid_grant");
    }

    private static void Says(string error, TestHost.Answer answer)
    {
        answer.IsRefused(error);
        Assert.Equal(["error", "error_description"], answer.Json.EnumerateObject().Select(member => member.Name));
    }
}

using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>RFC 8707 §2.2, RFC 9396 §6: a grant whose token is for this server alone says so to whoever names another one.</summary>
public sealed class ForeignAudienceTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private const string Detail = """[{"type":"mission","mission_ref":"mr_x","locations":["https://calendar-api.example.com"],"datatypes":["calendar.event"],"actions":["read"]}]""";

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("resource", TestAgent.CalendarApi, "invalid_target")]
    [InlineData("resource", TestAgent.Issuer + "/", "invalid_target")]
    [InlineData("authorization_details", Detail, "invalid_authorization_details")]
    [InlineData("authorization_details", "nonsense", "invalid_authorization_details")]
    public async Task A_redemption_that_names_another_audience_is_refused_and_the_code_is_still_good(string name, string value, string error)
    {
        string code = await Agent.CodeAsync();
        Dictionary<string, string> form = AgentSteps.Form(
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier));
        (await Agent.TokenAsync(form.With((name, value)))).IsRefused(error);
        TestHost.Answer tokens = (await Agent.TokenAsync(form.With(("resource", TestAgent.Issuer)))).IsOk();
        Assert.Equal(TestAgent.Issuer, AgentKey.Payload(tokens.Member("access_token")).GetProperty("aud").GetString());
    }

    [Theory]
    [InlineData("resource", TestAgent.CalendarApi, "invalid_target")]
    [InlineData("authorization_details", Detail, "invalid_authorization_details")]
    public async Task A_deferred_exchange_and_a_poll_that_name_another_audience_are_refused(string name, string value, string error)
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        (await scene.ExchangeAsync(code, form => form[name] = value)).IsRefused(error);
        string authId = (await scene.ExchangeAsync(code)).IsOk().Member("deferred_auth_id");
        await scene.ApproveAsync();
        Dictionary<string, string> poll = AgentSteps.Form(("grant_type", DeferredScene.Grant), ("deferred_auth_id", authId));
        (await scene.Agent.TokenAsync(poll.With((name, value)))).IsRefused(error);
        (await scene.Agent.TokenAsync(poll)).IsOk();
    }

    [Theory]
    [InlineData("resource", TestAgent.CalendarApi, "invalid_target")]
    [InlineData("authorization_details", Detail, "invalid_authorization_details")]
    public async Task A_client_in_its_own_name_that_names_another_audience_is_refused(string name, string value, string error) => (await Agent.TokenAsync(
        AgentSteps.Form(("grant_type", "client_credentials"), ("scope", "evaluate"), (name, value)), "operator")).IsRefused(error);
}

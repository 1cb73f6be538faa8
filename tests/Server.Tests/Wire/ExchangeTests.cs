using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 8693 as derivation digest §4 uses it: the next audience under the same Mission.</summary>
public sealed class ExchangeTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("subject_token", null, "invalid_request")]
    [InlineData("subject_token_type", null, "invalid_request")]
    [InlineData("subject_token_type", AgentSteps.IdTokenType, "invalid_request")]
    [InlineData("subject_token_type", AgentSteps.RefreshTokenType, "invalid_request")]
    [InlineData("subject_token", "e30.e30.e30", "invalid_request")]
    [InlineData("requested_token_type", AgentSteps.RefreshTokenType, "invalid_request")]
    [InlineData("requested_token_type", "urn:ietf:params:oauth:token-type:saml2", "invalid_request")]
    [InlineData("audience", TestAgent.EmailApi, "invalid_request")]
    [InlineData("actor_token", "e30.e30.e30", "invalid_request")]
    [InlineData("actor_token_type", AgentSteps.AccessTokenType, "invalid_request")]
    [InlineData("resource", null, "invalid_request")]
    [InlineData("resource", "https://payments-api.example.com", "invalid_target")]
    [InlineData("scope", "mail.message.delete", "invalid_scope")]
    [InlineData("scope", "calendar.event.read", "invalid_scope")]
    public async Task An_exchange_that_does_not_fit_is_refused(string name, string? value, string error)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.TokenAsync(AgentSteps.Exchange((await CalendarAsync(tokens)).Member("access_token"), TestAgent.EmailApi).With((name, value)))).IsRefused(error);
    }

    [Fact]
    public async Task The_next_token_has_one_audience_the_same_key_and_the_bounds_of_the_Mission()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer mail = (await Agent.TokenAsync(AgentSteps.Exchange((await CalendarAsync(tokens)).Member("access_token"), TestAgent.EmailApi))).IsOk();
        JsonElement token = AgentKey.Payload(mail.Member("access_token"));
        Assert.Equal(TestAgent.EmailApi, token.GetProperty("aud").GetString());
        Assert.Equal(Agent.Key.Thumbprint, token.GetProperty("cnf").GetProperty("jkt").GetString());
        Assert.Equal("mail.message.send", mail.Member("scope"));
        Assert.Contains("eng-team@example.com", token.GetProperty("authorization_details").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cal_team01", token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stronger_operation_and_a_wider_bound_are_refused_with_their_crossings()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await CalendarAsync(tokens)).Member("access_token");
        JsonObject detail = new()
        {
            ["type"] = "mission", ["mission_ref"] = tokens.Member("mission_ref"), ["locations"] = new JsonArray(TestAgent.EmailApi),
            ["datatypes"] = new JsonArray("mail.message"), ["actions"] = new JsonArray("delete"),
        };
        TestHost.Answer stronger = await Agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi).With(("authorization_details", new JsonArray(detail.DeepClone()).ToJsonString())));
        stronger.IsRefused("invalid_authorization_details");
        Assert.Contains("forbidden_by_catalog", stronger.Json.GetProperty("mission_decision").ToString(), StringComparison.Ordinal);

        detail["actions"] = new JsonArray("send");
        detail["constraints"] = JsonNode.Parse("""{"recipients":["press@example.org"]}""");
        TestHost.Answer wider = await Agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi).With(("authorization_details", new JsonArray(detail.DeepClone()).ToJsonString())));
        wider.IsRefused("invalid_authorization_details");
        Assert.Contains("param_outside_bounds", wider.Json.GetProperty("mission_decision").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_another_client_and_a_foreign_token_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> form = AgentSteps.Exchange((await CalendarAsync(tokens)).Member("access_token"), TestAgent.EmailApi);
        using AgentKey other = new();
        TestHost.Answer stolen = await Agent.TokenAsync(form, key: other);
        stolen.IsRefused("invalid_request");
        Assert.Contains("key_mismatch", stolen.Member("error_description"), StringComparison.Ordinal);
        (await Agent.TokenAsync(form, "finance-agent")).IsRefused("invalid_request");

        JsonObject claims = JsonNode.Parse(AgentKey.Payload(form["subject_token"]).ToString())!.AsObject();
        (await Agent.TokenAsync(form.With(("subject_token", other.Sign(new JsonObject { ["typ"] = "at+jwt" }, claims))))).IsRefused("invalid_request");
        (await Agent.TokenAsync(form.With(("subject_token", tokens.Member("id_token"))))).IsRefused("invalid_request");
        (await Agent.TokenAsync(form.With(("subject_token", await Agent.OwnNameAsync("operator", "missions.manage"))))).IsRefused("invalid_request");
    }

    [Fact]
    public async Task A_revoked_and_an_expired_token_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await CalendarAsync(tokens)).Member("access_token");
        Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", calendar)))).Status);
        (await Agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi))).IsRefused("invalid_request");

        string late = (await CalendarAsync(tokens)).Member("access_token");
        Host.Time.Advance(TimeSpan.FromSeconds(301));
        (await Agent.TokenAsync(AgentSteps.Exchange(late, TestAgent.EmailApi))).IsRefused("invalid_request");
    }

    private async Task<TestHost.Answer> CalendarAsync(TestHost.Answer tokens) => (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
}

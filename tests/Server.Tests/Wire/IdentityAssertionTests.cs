using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Id-jag digest §2 to §4: what the provider issues for another authorization server, and what it never tells.</summary>
public sealed class IdentityAssertionTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("audience", null, "invalid_request")]
    [InlineData("audience", TestAgent.Issuer, "invalid_target")]
    [InlineData("audience", "https://unknown-as.example.com", "invalid_target")]
    [InlineData("resource", TestAgent.CalendarApi, "invalid_target")]
    [InlineData("scope", "calendar.event.read", "invalid_scope")]
    [InlineData("scope", "crm.activity.delete", "invalid_scope")]
    [InlineData("subject_token", "rt_invented", "invalid_grant")]
    [InlineData("subject_token_type", AgentSteps.AccessTokenType, "invalid_request")]
    [InlineData("subject_token_type", "urn:ietf:params:oauth:token-type:saml2", "invalid_request")]
    [InlineData("actor_token", "x", "invalid_request")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_other\"}]", "invalid_grant")]
    [InlineData("authorization_details", "[{\"type\":\"mission\"}]", "invalid_authorization_details")]
    [InlineData("scope", "crm.activity.read mail.message.send", "invalid_scope")]
    public async Task A_request_that_does_not_fit_is_refused(string name, string? value, string error)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With((name, value)))).IsRefused(error);
    }

    [Fact]
    public async Task Other_classes_and_operations_do_not_cross()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        foreach ((string type, string action) in ((string, string)[])[("crm.activity", "delete"), ("calendar.event", "read"), ("mail.message", "send")])
        {
            JsonObject detail = CrmHost.Detail(TestAgent.CrmApi, type, action, tokens.Member("mission_ref"));
            (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("authorization_details", new JsonArray(detail).ToJsonString())))).IsRefused("invalid_authorization_details");
        }
    }

    [Fact]
    public async Task The_assertion_is_as_narrow_as_what_was_asked()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement detail = (await AskAsync(tokens, detail =>
        {
            detail["identifier"] = "act_1";
            detail["constraints"] = new JsonObject { ["account"] = new JsonArray("acc_1", "acc_2") };
        })).IsOk().Details()[0];
        Assert.Equal(("act_1", """["acc_1","acc_2"]"""), (detail.GetProperty("identifier").GetString(), detail.GetProperty("constraints").GetProperty("account").GetRawText()));

        TestHost.Answer read = (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("scope", "crm.activity.read")))).IsOk();
        JsonElement claims = AgentKey.Payload(read.Member("access_token"));
        Assert.Equal("crm.activity.read", claims.GetProperty("scope").GetString());
        Assert.Equal("""["read"]""", claims.GetProperty("authorization_details")[0].GetProperty("actions").GetRawText());
        Assert.Equal("crm.activity.read", read.Member("scope"));
    }

    [Theory]
    [InlineData("""{"weekday":"monday"}""")]
    [InlineData("""{"account":1}""")]
    [InlineData("""{"account":{"condition":{"any":[]}}}""")]
    [InlineData("""{"account":{"like":"acc_1"}}""")]
    public async Task A_constraint_that_the_vocabulary_does_not_know_is_refused_and_not_left_out(string constraints)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await AskAsync(tokens, detail => detail["constraints"] = JsonNode.Parse(constraints))).IsRefused("invalid_authorization_details");
    }

    [Fact]
    public async Task Another_key_another_client_and_a_client_without_a_name_there_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        using AgentKey other = new();
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens), key: other)).IsRefused("invalid_grant");
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens), "finance-agent")).IsRefused("invalid_grant");
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens), "assistant-cli")).IsRefused("unauthorized_client");
        (await Agent.PostAsync("/token", AgentSteps.AssertionRequest(tokens))).IsRefused("invalid_dpop_proof");
    }

    [Fact]
    public async Task The_ID_Token_of_the_bootstrap_event_counts_like_the_refresh_token()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> form = AgentSteps.AssertionRequest(tokens).With(("subject_token", tokens.Member("id_token")), ("subject_token_type", AgentSteps.IdTokenType));
        (await Agent.TokenAsync(form)).IsOk();
        using AgentKey other = new();
        (await Agent.TokenAsync(form, key: other)).IsRefused("invalid_grant");
        (await Agent.TokenAsync(form, "finance-agent")).IsRefused("invalid_grant");
        (await Agent.TokenAsync(form.With(("subject_token", tokens.Member("access_token"))))).IsRefused("invalid_grant");
        Host.Time.Advance(TimeSpan.FromSeconds(301));
        (await Agent.TokenAsync(form)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task The_assertion_tells_the_CRM_what_it_needs_and_nothing_of_home()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer answer = (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        Assert.Equal((AgentSteps.AssertionType, "N_A"), (answer.Member("issued_token_type"), answer.Member("token_type")));
        Assert.False(answer.Json.TryGetProperty("refresh_token", out _));
        JsonElement claims = AgentKey.Payload(answer.Member("access_token"));
        string[] known =
        [
            "acr", "act", "aud", "auth_time", "authorization_details", "client_id", "cnf", "exp", "iat", "iss", "jti", "mission_ref", "params", "purpose_kind", "resource", "scope", "sub",
        ];
        Assert.Equal(known, claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal));
        Assert.Equal("""{"attendees":["eng-team@example.com"]}""", claims.GetProperty("params").ToString());
        // Whoever may create may read: the vocabulary says so.
        Assert.Equal("crm.activity.create crm.activity.read", claims.GetProperty("scope").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), 1, 300);
        Assert.All((string[])["weekly", "cal_team01", "Schedule a team meeting", "calendar"], word => Assert.DoesNotContain(word, claims.ToString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Agent.CallAsync(HttpMethod.Get, "/userinfo", answer.Member("access_token"))).Status);
        (await Agent.TokenAsync(AgentSteps.Exchange(answer.Member("access_token"), TestAgent.EmailApi))).IsRefused("invalid_request");
    }

    private Task<TestHost.Answer> AskAsync(TestHost.Answer tokens, Action<JsonObject> narrow)
    {
        JsonObject detail = new() { ["type"] = "mission", ["mission_ref"] = tokens.Member("mission_ref") };
        narrow(detail);
        return Agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("authorization_details", new JsonArray(detail).ToJsonString())));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 9126, and the client context checks at the pushed endpoint.</summary>
public sealed class PushedRequestTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task A_pushed_request_is_kept_for_a_short_while()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", pushed.Member("request_uri"), StringComparison.Ordinal);
        Assert.Equal(90, pushed.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal("no-store", pushed.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Only_POST_of_a_form_of_decent_size_is_taken()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Host.GetAsync("/par")).Status);
        (await Agent.PostAsync("/par", Agent.Request().With(("state", new string('x', 300_000))))).IsRefused("invalid_request", HttpStatusCode.RequestEntityTooLarge);
        using HttpRequestMessage json = new(HttpMethod.Post, "/par") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        (await Host.SendAsync(json)).IsRefused("invalid_request");
    }

    [Theory]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:5105/callback/", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.example.com/callback", "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("scope", "openid missions.manage", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("nonce", null, "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "create", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("dpop_jkt", "not-a-thumbprint", "invalid_request")]
    [InlineData("dpop_jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "invalid_dpop_proof")]
    [InlineData("resource", "https://calendar-api.example.com", "invalid_target")]
    [InlineData("resource", "calendar", "invalid_target")]
    [InlineData("client_id", "web-app", "invalid_client")]
    [InlineData("client_context", "[]", "invalid_client_context")]
    [InlineData("client_context", "{\"contexts\":{}}", "invalid_client_context")]
    [InlineData("client_context", "{\"contexts\":{\"weather\":{\"id\":\"x\"}}}", "unsupported_client_context_type")]
    [InlineData("client_context", "{\"contexts\":{\"app\":\"x\"}}", "invalid_client_context_value")]
    [InlineData("authorization_details", "{}", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"payment\"}]", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_x\"}]", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_x\",\"operation\":\"widen\"}]", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_x\",\"operation\":\"resume\",\"actions\":[\"delete\"]}]", "invalid_authorization_details")]
    public async Task A_parameter_that_cannot_be_used_is_refused(string name, string? value, string error)
    {
        TestHost.Answer answer = await Agent.PushAsync(Agent.Request().With((name, value)));
        Assert.Equal(error, TestAgent.Error(answer));
        answer.IsRefused(error, answer.Status);
        Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("kind", "\"https://assistant.example.com/purposes/rule-the-world\"")]
    [InlineData("kind", "\"schedule\"")]
    [InlineData("kind", "\"https://it.example.com/purposes/incident-response\"")]
    [InlineData("params", "{\"calendar\":\"cal_team01\"}")]
    [InlineData("params", "{\"calendar\":\"cal_team01\",\"window\":{\"from\":\"2026-12-01T08:00:00Z\",\"to\":\"tomorrow\"}}")]
    [InlineData("params", "{\"calendar\":\"cal_team01\",\"window\":{\"from\":\"2026-12-01T08:00:00Z\",\"to\":\"2026-12-05T18:00:00Z\"},\"more\":1}")]
    [InlineData("constraints", "{\"expires_at\":\"2026-11-30T00:00:00Z\"}")]
    [InlineData("constraints", "{\"max_duration\":-1}")]
    [InlineData("actor", "{\"id\":\"agent-7f3a\"}")]
    public async Task A_purpose_that_cannot_be_applied_is_refused_as_a_whole(string member, string json)
    {
        JsonObject context = TestAgent.Context(value => value["contexts"]!["purpose"]![member] = JsonNode.Parse(json));
        (await Agent.PushAsync(Agent.Request(context))).IsRefused("invalid_client_context_value");
    }

    [Fact]
    public async Task Another_tenant_another_application_and_another_client_are_refused()
    {
        (await Agent.PushAsync(Agent.Request(TestAgent.Context(value => value["contexts"]!["tenant"]!["id"] = "customer.example")))).IsRefused("invalid_client_context_value");
        (await Agent.PushAsync(Agent.Request(TestAgent.Context(value => value["contexts"]!["app"]!["id"] = "other_app")))).IsRefused("invalid_client_context_value");
        (await Agent.PostAsync("/par", Agent.Request().With(("client_id", "finance-agent")), clientId: "finance-agent")).IsRefused("invalid_client_context_value");
    }

    [Fact]
    public async Task A_repeated_parameter_is_refused()
    {
        using FormUrlEncodedContent form = new([.. Agent.Request(), KeyValuePair.Create("state", "two")]);
        using HttpRequestMessage request = new(HttpMethod.Post, "/par") { Content = form };
        (await Host.SendAsync(request)).IsRefused("invalid_request");
    }

    [Fact]
    public async Task A_used_proof_and_a_used_client_assertion_are_refused()
    {
        string proof = Agent.Key.Proof("POST", TestAgent.Issuer + "/par", Host.Time.GetUtcNow());
        (await Agent.PostAsync("/par", Agent.Request(), proof)).IsOk(HttpStatusCode.Created);
        (await Agent.PostAsync("/par", Agent.Request(), proof)).IsRefused("invalid_dpop_proof");

        Dictionary<string, string> signed = Agent.Request().With(
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", Agent.Assertion()));
        (await Agent.PostAsync("/par", signed)).IsOk(HttpStatusCode.Created);
        (await Agent.PostAsync("/par", signed)).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_request_belongs_to_the_client_that_pushed_it()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Browser.Page page = await Agent.Person.GetAsync($"/authorize?client_id=web-app&request_uri={WebUtility.UrlEncode(pushed.Member("request_uri"))}");
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        Assert.Contains("invalid_request_uri", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_may_be_looked_at_twice_and_answered_once()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await Agent.AuthorizeAsync(pushed)).Status);
        Browser.Page page = await Agent.AuthorizeAsync(pushed);
        Assert.Contains("code", TestAgent.Answered(await Agent.DecideAsync(page, "approve")).Keys);
        Browser.Page again = await Agent.AuthorizeAsync(pushed);
        Assert.Equal((HttpStatusCode.BadRequest, null), (again.Status, again.Location));
    }

    [Fact]
    public async Task A_request_answered_once_is_not_answered_by_a_tab_that_lives_longer()
    {
        using TestAgent web = new(Host) { ClientId = "web-app" };
        await web.Person.SignInAsync("bob");
        TestHost.Answer pushed = (await web.PushAsync(PlainRequest.Form(("prompt", "consent")))).IsOk(HttpStatusCode.Created);
        Browser.Page first = await web.AuthorizeAsync(pushed);
        string address = web.Address;
        Host.Time.Advance(TimeSpan.FromSeconds(80));
        Browser.Page second = await web.AuthorizeAsync(pushed);
        string later = web.Address;
        Host.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("code", TestAgent.Answered(await DecideAsync(web, first, address)).Keys);
        Host.Time.Advance(TimeSpan.FromSeconds(845));
        Browser.Page late = await DecideAsync(web, second, later);
        Assert.Equal((HttpStatusCode.BadRequest, null), (late.Status, late.Location));
    }

    [Fact]
    public async Task A_request_that_waited_too_long_is_gone()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Host.Time.Advance(TimeSpan.FromSeconds(91));
        Browser.Page page = await Agent.AuthorizeAsync(pushed);
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
    }

    [Theory]
    [InlineData("{bad")]
    [InlineData("[]")]
    [InlineData("{\"contexts\":{\"weather\":{\"id\":\"x\"}}}")]
    public async Task A_context_that_was_not_pushed_is_not_even_read(string context)
    {
        Browser.Page page = await Agent.Person.GetAsync(QueryHelpers.AddQueryString("/authorize", PlainRequest.Form(("client_context", context))!));
        Assert.Equal("invalid_request", TestAgent.Answered(page)["error"]);
    }

    [Fact]
    public async Task An_invented_request_uri_is_refused_without_a_redirect()
    {
        foreach (string uri in (string[])["urn:ietf:params:oauth:request_uri:pr_invented", "https://evil.example.com/request.jwt"])
        {
            Browser.Page page = await Agent.Person.GetAsync($"/authorize?client_id=assistant&request_uri={WebUtility.UrlEncode(uri)}");
            Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        }
    }

    private static async Task<Browser.Page> DecideAsync(TestAgent agent, Browser.Page page, string address) => await agent.FollowAsync(await agent.Person.SubmitAsync(
        page, address, ("shown", page.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0]), ("decision", "approve")));
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>The authorization endpoint: OpenID Connect Core §3.1.2, RFC 9207, RFC 9101, client-context digest §4.</summary>
public sealed partial class AuthorizationTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://evil.example.com/callback")]
    [InlineData("redirect_uri", "http://localhost:5105/callback?x=1")]
    public async Task Without_a_client_and_a_redirect_URI_of_it_nobody_is_sent_anywhere(string name, string? value)
    {
        Browser.Page page = await OpenAsync(Agent.Person, PlainRequest.Form((name, value)));
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        Assert.DoesNotContain("evil.example.com/callback\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_context_in_the_browser_is_refused()
    {
        Dictionary<string, string> error = Error(await OpenAsync(Agent.Person, PlainRequest.Form(("client_context", TestAgent.Context().ToJsonString()))), "invalid_request");
        Assert.Equal(("s-1", TestAgent.Issuer), (error["state"], error["iss"]));
    }

    [Fact]
    public async Task A_client_that_has_to_push_is_told_so() =>
        Error(await OpenAsync(Agent.Person, Agent.Request().With(("client_context", null))), "invalid_request");

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("scope", "openid evaluate", "invalid_scope")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("prompt", "none consent", "invalid_request")]
    [InlineData("resource", "https://calendar-api.example.com", "invalid_target")]
    [InlineData("request", "e30.e30.", "invalid_request_object")]
    public async Task An_error_goes_to_the_client_with_state_and_issuer(string name, string value, string code)
    {
        Browser.Page page = await OpenAsync(Agent.Person, PlainRequest.Form((name, value)));
        if (name == "request")
        {
            // What is inside a broken request object is not known; what is outside may not decide where the error goes.
            Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
            Assert.Contains(code, page.Text, StringComparison.Ordinal);
            return;
        }

        Dictionary<string, string> error = Error(page, code);
        Assert.Equal(("s-1", TestAgent.Issuer), (error["state"], error["iss"]));
    }

    [Fact]
    public async Task Form_post_answers_with_a_form_that_leads_to_the_client_alone()
    {
        Browser.Page page = await OpenAsync(Agent.Person, PlainRequest.Form(("response_mode", "form_post"), ("scope", "openid nothing")));
        Assert.Equal((HttpStatusCode.OK, null), (page.Status, page.Location));
        Assert.Contains($"action=\"{TestAgent.RedirectUri}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"error\" value=\"invalid_scope\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"s-1\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"iss\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("form-action http://localhost:5105", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        Browser.Page good = await OpenAsync(Agent.Person, PlainRequest.Form(("response_mode", "form_post")));
        Assert.Contains("name=\"code\"", good.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_without_a_purpose_has_no_context_and_no_Mission()
    {
        TestHost.Answer tokens = await PlainTokensAsync(await OpenAsync(Agent.Person, PlainRequest.Form()));
        JsonElement idToken = AgentKey.Payload(tokens.Member("id_token"));
        Assert.False(idToken.TryGetProperty("client_context", out _));
        Assert.False(tokens.Json.TryGetProperty("mission_ref", out _));
        Assert.Equal("n-1", idToken.GetProperty("nonce").GetString());
        Assert.NotEqual("user_1", idToken.GetProperty("sub").GetString());
        Assert.Equal(idToken.GetProperty("sub").GetString(), AgentKey.Payload(tokens.Member("access_token")).GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Prompt_none_never_shows_a_page()
    {
        using Browser stranger = new(Host);
        Error(await OpenAsync(stranger, PlainRequest.Form(("prompt", "none"))), "login_required");
        Assert.Contains("code", TestAgent.Answered(await OpenAsync(Agent.Person, PlainRequest.Form(("prompt", "none")))).Keys);
        Error(await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request().With(("prompt", "none")))).IsOk(HttpStatusCode.Created)), "consent_required");

        using TestAgent weak = new(Host);
        await weak.Person.SignInAsync("bob");
        Error(await weak.AuthorizeAsync((await weak.PushAsync(weak.Request().With(("prompt", "none")))).IsOk(HttpStatusCode.Created)), "login_required");
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task A_forced_sign_in_cannot_be_got_around_in_the_address(string name, string value)
    {
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        Browser.Page page = await OpenAsync(Agent.Person, PlainRequest.Form((name, value)));
        Assert.StartsWith("/sign-in?", last, StringComparison.Ordinal);
        Assert.Contains("max_age=0", last, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        string interaction = QueryHelpers.ParseQuery(last.Split('?')[1])["return"].ToString();
        Error(await FollowAsync(Agent.Person, await Agent.Person.GetAsync(interaction + "?sign_in=cannot")), "login_required");
    }

    [Fact]
    public async Task An_old_sign_in_does_not_meet_max_age_and_a_fresh_one_does()
    {
        Host.Time.Advance(TimeSpan.FromSeconds(20));
        await OpenAsync(Agent.Person, PlainRequest.Form(("max_age", "10")));
        Assert.Contains("max_age=10", last, StringComparison.Ordinal);
        Assert.Contains("code", TestAgent.Answered(await OpenAsync(Agent.Person, PlainRequest.Form(("max_age", "100000")))).Keys);
    }

    [Fact]
    public async Task Login_hint_and_acr_values_reach_the_sign_in()
    {
        using Browser stranger = new(Host);
        await OpenAsync(stranger, PlainRequest.Form(("login_hint", "bob@example.com"), ("acr_values", "phr")));
        Assert.Contains("login_hint=bob", last, StringComparison.Ordinal);
        Assert.Contains("acr=phr", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ID_token_hint_of_another_person_or_client_does_not_fit()
    {
        TestHost.Answer tokens = await PlainTokensAsync(await OpenAsync(Agent.Person, PlainRequest.Form()));
        string hint = tokens.Member("id_token");
        Assert.Contains("code", TestAgent.Answered(await OpenAsync(Agent.Person, PlainRequest.Form(("prompt", "none"), ("id_token_hint", hint)))).Keys);
        using Browser bob = new(Host);
        await bob.SignInAsync("bob");
        Error(await OpenAsync(bob, PlainRequest.Form(("prompt", "none"), ("id_token_hint", hint))), "login_required");
        Error(await OpenAsync(Agent.Person, PlainRequest.Form(("prompt", "none"), ("id_token_hint", tokens.Member("access_token")))), "login_required");
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        await OpenAsync(bob, PlainRequest.Form(("id_token_hint", hint)));
        Assert.StartsWith("/sign-in?", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_consent_asks_and_the_answer_counts_for_the_person_who_saw_the_page()
    {
        Browser.Page page = await OpenAsync(Agent.Person, PlainRequest.Form(("prompt", "consent")));
        Assert.Contains("Web app", page.Text, StringComparison.Ordinal);
        Assert.Contains("code", TestAgent.Answered(await DecideAsync(page, "approve")).Keys);
        Error(await DecideAsync(await OpenAsync(Agent.Person, PlainRequest.Form(("prompt", "consent"))), "deny"), "access_denied");
    }

    [Fact]
    public async Task An_interaction_belongs_to_the_browser_that_began_it()
    {
        await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        using Browser thief = new(Host);
        Browser.Page page = await thief.GetAsync(Agent.Address);
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        await thief.SignInAsync("bob");
        page = await FollowAsync(thief, await thief.GetAsync(Agent.Address));
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
    }

    [Fact]
    public async Task Of_two_tabs_one_answers()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Browser.Page one = await Agent.AuthorizeAsync(pushed);
        string first = Agent.Address;
        Browser.Page two = await Agent.AuthorizeAsync(pushed);
        Assert.NotEqual(first, Agent.Address);
        Assert.Contains("code", TestAgent.Answered(await DecideAsync(one, "approve", first)).Keys);
        foreach (string decision in (string[])["deny", "approve"])
        {
            Browser.Page late = await DecideAsync(two, decision, Agent.Address);
            Assert.Equal((HttpStatusCode.BadRequest, null), (late.Status, late.Location));
        }
    }

    [Fact]
    public async Task A_person_of_another_tenant_cannot_let_an_agent_act_in_this_one()
    {
        using TestAgent zoe = new(Host);
        await zoe.SignInStronglyAsync("zoe");
        Dictionary<string, string> error = Error(
            await zoe.AuthorizeAsync((await zoe.PushAsync(zoe.Request())).IsOk(HttpStatusCode.Created)), "mission_bootstrap_failed");
        Assert.Contains("tenant_not_allowed", error["error_description"], StringComparison.Ordinal);
        Assert.Equal("af0ifjsldkj", error["state"]);
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_made_strong_enough_fails_the_bootstrap()
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        await bob.AuthorizeAsync((await bob.PushAsync(bob.Request())).IsOk(HttpStatusCode.Created));
        string interaction = QueryHelpers.ParseQuery(bob.Address.Split('?')[1])["return"].ToString();
        Dictionary<string, string> error = Error(await FollowAsync(bob.Person, await bob.Person.GetAsync(interaction + "?sign_in=cannot")), "mission_bootstrap_failed");
        Assert.Contains("assurance_not_met", error["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Mission_that_nobody_knows_fails_the_bootstrap()
    {
        Dictionary<string, string> request = Agent.Request().With(("authorization_details", """[{"type":"mission","mission_ref":"mr_unknown","operation":"resume"}]"""));
        Dictionary<string, string> error = Error(await Agent.AuthorizeAsync((await Agent.PushAsync(request)).IsOk(HttpStatusCode.Created)), "mission_bootstrap_failed");
        Assert.Contains("mission_unknown", error["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_request_object_says_everything_and_counts_once()
    {
        JsonObject claims = Claims(Agent.Request());
        string jwt = Signed(claims);
        Dictionary<string, string> form = AgentSteps.Form(("request", jwt));
        (await Agent.PushAsync(form)).IsOk(HttpStatusCode.Created);
        (await Agent.PushAsync(form)).IsRefused("invalid_request_object");
        (await Agent.PushAsync(AgentSteps.Form(("request", Signed(Claims(Agent.Request(), value => value["aud"] = "https://other.example.com")))))).IsRefused("invalid_request_object");
        (await Agent.PushAsync(AgentSteps.Form(("request", Signed(Claims(Agent.Request())) + "x")))).IsRefused("invalid_request_object");
        (await Agent.PushAsync(AgentSteps.Form(("request", Signed(Claims(Agent.Request()))), ("scope", "openid")))).IsRefused("invalid_request");
        (await Agent.PushAsync(AgentSteps.Form(("request", Signed(Claims(Agent.Request(), value => value["request_uri"] = "urn:x")))))).IsRefused("invalid_request_object");

        JsonObject front = Claims(PlainRequest.Form());
        front["iss"] = "web-app";
        Assert.Contains("code", TestAgent.Answered(await OpenAsync(Agent.Person, AgentSteps.Form(("client_id", "web-app"), ("request", Signed(front))))).Keys);
    }

    private JsonObject Claims(Dictionary<string, string> parameters, Action<JsonObject>? change = null)
    {
        long now = Host.Time.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["iss"] = "assistant", ["aud"] = TestAgent.Issuer, ["iat"] = now, ["nbf"] = now, ["exp"] = now + 60, ["jti"] = Guid.NewGuid().ToString(),
        };
        foreach ((string name, string value) in parameters)
        {
            claims[name] = name == "client_context" ? JsonNode.Parse(value) : value;
        }

        change?.Invoke(claims);
        return claims;
    }

    private static string Signed(JsonObject claims) => TestAgent.ClientKey.Sign(new JsonObject { ["typ"] = "oauth-authz-req+jwt" }, claims);

    private string last = string.Empty;

    private async Task<Browser.Page> OpenAsync(Browser browser, Dictionary<string, string> parameters) =>
        await FollowAsync(browser, await browser.GetAsync(QueryHelpers.AddQueryString("/authorize", parameters.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))));

    private async Task<Browser.Page> FollowAsync(Browser browser, Browser.Page page)
    {
        while (page.Location is { } location && location.StartsWith('/'))
        {
            last = location;
            page = await browser.GetAsync(location);
        }

        return page;
    }

    private async Task<Browser.Page> DecideAsync(Browser.Page page, string decision, string? address = null) => await FollowAsync(
        Agent.Person, await Agent.Person.SubmitAsync(page, address ?? last, ("shown", Shown().Match(page.Text).Groups[1].Value), ("decision", decision)));

    private async Task<TestHost.Answer> PlainTokensAsync(Browser.Page page) => (await Agent.TokenAsync(
        AgentSteps.Form(
            ("grant_type", "authorization_code"), ("code", TestAgent.Answered(page)["code"]), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier)),
        "web-app")).IsOk();

    private static Dictionary<string, string> Error(Browser.Page page, string code)
    {
        Dictionary<string, string> answer = TestAgent.Answered(page);
        Assert.Equal(code, answer["error"]);
        Assert.DoesNotContain("code", answer.Keys);
        Assert.Equal(TestAgent.Issuer, answer["iss"]);
        return answer;
    }

    [GeneratedRegex("name=\"shown\" value=\"([^\"]+)\"")]
    private static partial Regex Shown();
}

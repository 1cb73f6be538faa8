using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 6749 §4.1.3, §5.2; RFC 9449 §5, §8, §10; derivation digest §2.</summary>
public sealed class TokenEndpointTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    private static Dictionary<string, string> Redemption(string code) => AgentSteps.Form(
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier));

    [Theory]
    [InlineData(null, "invalid_request")]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer", "unsupported_grant_type")]
    [InlineData("client_credentials", "unauthorized_client")]
    public async Task A_grant_that_is_not_offered_is_refused(string? grant, string error) =>
        (await Agent.TokenAsync(AgentSteps.Form(("grant_type", grant), ("code", "x")))).IsRefused(error);

    [Theory]
    [InlineData("code", null, "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("code", "ac_invented", "invalid_grant")]
    [InlineData("redirect_uri", "http://localhost:5105/other", "invalid_grant")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", "invalid_grant")]
    [InlineData("code_verifier", TestAgent.Challenge, "invalid_grant")]
    public async Task A_redemption_that_does_not_fit_is_refused_and_the_code_is_still_good(string name, string? value, string error)
    {
        string code = await Agent.CodeAsync();
        (await Agent.TokenAsync(Redemption(code).With((name, value)))).IsRefused(error);
        (await Agent.RedeemAsync(code)).IsOk();
    }

    [Fact]
    public async Task A_code_lives_a_minute()
    {
        string code = await Agent.CodeAsync();
        Host.Time.Advance(TimeSpan.FromSeconds(61));
        (await Agent.RedeemAsync(code)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task A_code_of_another_client_is_refused()
    {
        string code = await Agent.CodeAsync();
        (await Agent.TokenAsync(Redemption(code), "finance-agent")).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task A_code_is_redeemed_with_the_key_of_the_pushed_request()
    {
        using AgentKey other = new();
        string code = await Agent.CodeAsync();
        (await Agent.RedeemAsync(code, other)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task A_code_that_is_used_twice_takes_its_tokens_with_it()
    {
        string code = await Agent.CodeAsync();
        TestHost.Answer tokens = (await Agent.RedeemAsync(code)).IsOk();
        TestHost.Answer calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Assert.True((await Host.IntrospectAsync(calendar.Member("access_token"))).Json.GetProperty("active").GetBoolean());
        (await Agent.RedeemAsync(code)).IsRefused("invalid_grant");

        Assert.False((await Host.IntrospectAsync(calendar.Member("access_token"))).Json.GetProperty("active").GetBoolean());
        Assert.False(await Agent.IsActiveAsync(tokens.Member("access_token")));
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsRefused("invalid_grant");
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsRefused("invalid_grant");
        (await Agent.TokenAsync(AgentSteps.Exchange(calendar.Member("access_token"), TestAgent.EmailApi))).IsRefused("invalid_request");
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsRefused("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Agent.CallAsync(HttpMethod.Get, "/userinfo", tokens.Member("access_token"))).Status);
    }

    [Fact]
    public async Task Two_redemptions_at_once_end_with_no_live_token()
    {
        string code = await Agent.CodeAsync();
        await Agent.TokenAsync(AgentSteps.Form(("grant_type", "authorization_code"), ("code", "warm"), ("redirect_uri", "x"), ("code_verifier", "x")));
        TestHost.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Agent.RedeemAsync(code)));
        TestHost.Answer first = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.False(await Agent.IsActiveAsync(first.Member("access_token")));
    }

    [Fact]
    public async Task Without_a_proof_there_is_no_token()
    {
        string code = await Agent.CodeAsync();
        (await Agent.PostAsync("/token", Redemption(code))).IsRefused("invalid_dpop_proof");
    }

    [Fact]
    public async Task A_nonce_is_asked_for_renewed_and_forgotten()
    {
        string url = TestAgent.Issuer + "/token";
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "refresh_token"), ("refresh_token", "rt_invented"));
        TestHost.Answer asked = await Agent.PostAsync("/token", form, Agent.Key.Proof("POST", url, Host.Time.GetUtcNow()));
        asked.IsRefused("use_dpop_nonce");
        string nonce = asked.Headers["DPoP-Nonce"];
        TestHost.Answer answered = await Agent.PostAsync("/token", form, Agent.Key.Proof("POST", url, Host.Time.GetUtcNow(), nonce));
        answered.IsRefused("invalid_grant");
        Assert.True(answered.Headers.ContainsKey("DPoP-Nonce"));

        Host.Time.Advance(TimeSpan.FromMinutes(7));
        TestHost.Answer stale = await Agent.PostAsync("/token", form, Agent.Key.Proof("POST", url, Host.Time.GetUtcNow(), nonce));
        stale.IsRefused("use_dpop_nonce");
        Assert.NotEqual(nonce, stale.Headers["DPoP-Nonce"]);
    }

    [Fact]
    public async Task A_proof_counts_once_for_one_place_at_one_time()
    {
        string url = TestAgent.Issuer + "/token";
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "refresh_token"), ("refresh_token", "rt_invented"));
        string nonce = (await Agent.PostAsync("/token", form, Agent.Key.Proof("POST", url, Host.Time.GetUtcNow()))).Headers["DPoP-Nonce"];
        string once = Agent.Key.Proof("POST", url, Host.Time.GetUtcNow(), nonce);
        (await Agent.PostAsync("/token", form, once)).IsRefused("invalid_grant");
        (await Agent.PostAsync("/token", form, once)).IsRefused("invalid_dpop_proof");
        foreach (string wrong in (string[])
            [
                Agent.Key.Proof("GET", url, Host.Time.GetUtcNow(), nonce),
                Agent.Key.Proof("POST", TestAgent.Issuer + "/par", Host.Time.GetUtcNow(), nonce),
                Agent.Key.Proof("POST", "http://evil.example.com/token", Host.Time.GetUtcNow(), nonce),
                Agent.Key.Proof("POST", url, Host.Time.GetUtcNow() - TimeSpan.FromMinutes(2), nonce),
                Agent.Key.Proof("POST", url, Host.Time.GetUtcNow() + TimeSpan.FromMinutes(1), nonce),
                "no.proof.atall",
            ])
        {
            (await Agent.PostAsync("/token", form, wrong)).IsRefused("invalid_dpop_proof");
        }
    }

    [Fact]
    public async Task A_client_that_cannot_show_who_it_is_is_refused()
    {
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "client_credentials"));
        (await Agent.PostAsync("/token", form.With(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", Agent.Assertion(change: payload => payload["aud"] = TestAgent.Issuer + "/token"))))).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        (await Agent.PostAsync("/token", form.With(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", Agent.Assertion(change: payload => payload["exp"] = 1))))).IsRefused("invalid_client", HttpStatusCode.Unauthorized);

        using HttpRequestMessage request = new(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("calendar-api:wrong")));
        TestHost.Answer answer = await Host.SendAsync(request);
        answer.IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        Assert.StartsWith("Basic", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scope", "author", "invalid_scope")]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("resource", "https://calendar-api.example.com", "invalid_target")]
    public async Task A_client_in_its_own_name_gets_no_more_than_its_registration(string name, string value, string error) => (await Agent.TokenAsync(
        AgentSteps.Form(("grant_type", "client_credentials"), (name, value)), "operator")).IsRefused(error);

    [Fact]
    public async Task A_client_in_its_own_name_names_one_resource_at_most()
    {
        TestHost.Answer asked = await OwnNameAsync(null, "resource", TestAgent.Issuer, TestAgent.Issuer);
        asked.IsRefused("use_dpop_nonce");
        string nonce = asked.Headers["DPoP-Nonce"];
        (await OwnNameAsync(nonce, "resource", TestAgent.Issuer, "https://calendar-api.example.com")).IsRefused("invalid_target");
        (await OwnNameAsync(nonce, "authorization_details", """[{"type":"mission","mission_ref":"mr_x"}]""")).IsRefused("invalid_authorization_details");
        (await OwnNameAsync(nonce, "resource", TestAgent.Issuer)).IsOk();
    }

    [Fact]
    public async Task A_claim_that_was_dropped_between_approval_and_ID_Token_makes_no_Mission() =>
        await TamperedAsync(row => row with { Claim = null });

    [Fact]
    public async Task A_claim_that_was_altered_between_approval_and_ID_Token_makes_no_Mission()
    {
        FieldProtection protection = Host.App.Services.GetRequiredService<FieldProtection>();
        await TamperedAsync(row =>
        {
            Assert.True(protection.TryUnprotect(AuthorizationCodeGrant.ClaimField, row.Claim!, out string? claim));
            JsonObject changed = JsonNode.Parse(claim)!.AsObject();
            changed["contexts"]!["purpose"]!["params"]!["calendar"] = "cal_board1";
            return row with { Claim = protection.Protect(AuthorizationCodeGrant.ClaimField, changed.ToJsonString()) };
        });
    }

    [Fact]
    public async Task A_claim_of_a_purpose_without_its_Mission_gives_no_ID_Token() =>
        await TamperedAsync(row => row with { MissionId = null, Mode = null });

    private async Task<TestHost.Answer> OwnNameAsync(string? nonce, string name, params string[] values)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/token")
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("client_id", "operator"), KeyValuePair.Create("client_assertion", Agent.Assertion("operator")),
                KeyValuePair.Create("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), .. values.Select(value => KeyValuePair.Create(name, value)),
            ]),
        };
        request.Headers.Add("DPoP", Agent.Key.Proof("POST", TestAgent.Issuer + "/token", Host.Time.GetUtcNow(), nonce));
        return await Host.SendAsync(request);
    }

    private async Task TamperedAsync(Func<AuthorizationCode, AuthorizationCode> change)
    {
        IStore store = Host.App.Services.GetRequiredService<IStore>();
        string code = await Agent.CodeAsync();
        Document<AuthorizationCode> row = (await store.GetAsync(TokenTables.Codes, HandleHash.Of(code).Value, TestContext.Current.CancellationToken))!;
        await store.WriteAsync(write => write.Put(TokenTables.Codes, change(row.Value)), TestContext.Current.CancellationToken);

        TestHost.Answer answer = await Agent.RedeemAsync(code);
        answer.IsRefused("mission_bootstrap_failed");
        Assert.Equal(ReasonCodes.ContextInconsistent, answer.Member("mission_error"));
        Document<Mission> mission = (await store.GetAsync(MissionTables.Missions, row.Value.MissionId!, TestContext.Current.CancellationToken))!;
        Assert.Equal(MissionState.Approved, mission.Value.State);
        (await Agent.RedeemAsync(code)).IsRefused("invalid_grant");
        Assert.Equal(MissionState.Expired, MissionClock.Effective(mission.Value, Host.Time.GetUtcNow() + TimeSpan.FromSeconds(70)));
    }
}

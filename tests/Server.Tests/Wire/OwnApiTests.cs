using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Our own APIs as a protected resource: RFC 6750, RFC 9449 §7, RFC 9728, OpenID Connect Core §5.3.</summary>
public sealed class OwnApiTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Userinfo_says_what_the_scopes_allow(string method)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement all = (await Agent.CallAsync(new HttpMethod(method), "/userinfo", tokens.Member("access_token"))).IsOk().Json;
        Assert.Equal(["email", "email_verified", "name", "preferred_username", "sub"], all.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(AgentKey.Payload(tokens.Member("id_token")).GetProperty("sub").GetString(), all.GetProperty("sub").GetString());

        TestHost.Answer less = (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("scope", "openid")))).IsOk();
        Assert.Equal(["sub"], (await Agent.CallAsync(new HttpMethod(method), "/userinfo", less.Member("access_token"))).IsOk().Json.EnumerateObject().Select(member => member.Name));
        TestHost.Answer none = (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("scope", "evaluate")))).IsOk();
        TestHost.Answer refused = await Agent.CallAsync(new HttpMethod(method), "/userinfo", none.Member("access_token"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("insufficient_scope", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_another_audience_is_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Refused(await Agent.CallAsync(HttpMethod.Get, "/userinfo", calendar.Member("access_token")), "invalid_token");
        Refused(await Agent.CallAsync(HttpMethod.Get, $"/missions/{tokens.Member("mission_ref")}", calendar.Member("access_token")), "invalid_token");
        Refused(await Agent.CallAsync(HttpMethod.Get, "/userinfo", tokens.Member("id_token")), "invalid_token");
    }

    [Fact]
    public async Task A_bound_token_without_its_key_is_refused()
    {
        string token = (await Agent.NewMissionAsync()).Member("access_token");
        using AgentKey other = new();
        Refused(await Agent.CallAsync(HttpMethod.Get, "/userinfo", token, key: other), "invalid_token");

        using HttpRequestMessage bearer = new(HttpMethod.Get, "/userinfo");
        bearer.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Refused(await Host.SendAsync(bearer), "invalid_token");

        using HttpRequestMessage downgraded = new(HttpMethod.Get, "/userinfo");
        downgraded.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        downgraded.Headers.Add("DPoP", Agent.Key.Proof("GET", TestAgent.Issuer + "/userinfo", Host.Time.GetUtcNow(), accessToken: token));
        Refused(await Host.SendAsync(downgraded), "invalid_token");

        using HttpRequestMessage bare = new(HttpMethod.Get, "/userinfo");
        bare.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        Refused(await Host.SendAsync(bare), "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_proof_counts_once_for_this_request_and_this_token()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string token = tokens.Member("access_token");
        string url = TestAgent.Issuer + "/userinfo";
        string good = Agent.Key.Proof("GET", url, Host.Time.GetUtcNow(), accessToken: token);
        (await SendAsync(token, good)).IsOk();
        Refused(await SendAsync(token, good), "invalid_dpop_proof");
        foreach (string wrong in (string[])
            [
                Agent.Key.Proof("GET", url, Host.Time.GetUtcNow()),
                Agent.Key.Proof("GET", url, Host.Time.GetUtcNow(), accessToken: "another"),
                Agent.Key.Proof("POST", url, Host.Time.GetUtcNow(), accessToken: token),
                Agent.Key.Proof("GET", TestAgent.Issuer + "/missions/x", Host.Time.GetUtcNow(), accessToken: token),
                Agent.Key.Proof("GET", url, Host.Time.GetUtcNow() - TimeSpan.FromMinutes(2), accessToken: token),
            ])
        {
            Refused(await SendAsync(token, wrong), "invalid_dpop_proof");
        }

        Refused(await SendAsync(token, Agent.Key.Proof("GET", url, Host.Time.GetUtcNow(), "stale.nonce", token)), "use_dpop_nonce");
    }

    [Fact]
    public async Task A_request_without_a_token_is_told_where_to_get_one()
    {
        TestHost.Answer answer = await Host.GetAsync("/userinfo");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.DoesNotContain("error=", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Contains("algs=", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Contains("resource_metadata=\"http://localhost:5100/.well-known/oauth-protected-resource\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        JsonElement metadata = (await Host.GetAsync("/.well-known/oauth-protected-resource")).IsOk().Json;
        Assert.Equal(TestAgent.Issuer, metadata.GetProperty("resource").GetString());
        Assert.Equal([TestAgent.Issuer], metadata.GetProperty("authorization_servers").EnumerateArray().Select(server => server.GetString()));
        Assert.True(metadata.GetProperty("dpop_bound_access_tokens_required").GetBoolean());
        Assert.Equal(["mission"], metadata.GetProperty("authorization_details_types_supported").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public async Task An_expired_and_a_revoked_token_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", tokens.Member("access_token"))))).Status);
        Refused(await Agent.CallAsync(HttpMethod.Get, "/userinfo", tokens.Member("access_token")), "invalid_token");
        TestHost.Answer again = (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        Host.Time.Advance(TimeSpan.FromSeconds(301));
        Refused(await Agent.CallAsync(HttpMethod.Get, "/userinfo", again.Member("access_token")), "invalid_token");
    }

    private static void Refused(TestHost.Answer answer, string error)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        string challenges = answer.Headers["WWW-Authenticate"];
        // One challenge a scheme, complete: where to get a token is in the same one as the error.
        string dpop = Assert.Single(challenges.Split(",Bearer")[0].Split("DPoP "), challenge => challenge.Length > 0);
        Assert.StartsWith($"error=\"{error}\"", dpop, StringComparison.Ordinal);
        Assert.Contains("algs=\"ES256 PS256\"", dpop, StringComparison.Ordinal);
        Assert.EndsWith("/.well-known/oauth-protected-resource\"", dpop, StringComparison.Ordinal);
    }

    private async Task<TestHost.Answer> SendAsync(string token, string proof)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/userinfo");
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.Add("DPoP", proof);
        return await Host.SendAsync(request);
    }
}

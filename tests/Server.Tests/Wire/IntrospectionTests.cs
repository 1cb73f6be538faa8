using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 7662, RFC 9701, RFC 7009.</summary>
public sealed class IntrospectionTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task The_audience_and_the_own_client_are_told_a_stranger_is_not()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        JsonElement told = (await Host.IntrospectAsync(calendar)).IsOk().Json;
        JsonElement claims = AgentKey.Payload(calendar);
        foreach (string name in (string[])
            ["iss", "sub", "aud", "client_id", "exp", "iat", "jti", "scope", "cnf", "act", "acr", "auth_time", "authorization_details", "mission_ref"])
        {
            Assert.True(JsonElement.DeepEquals(claims.GetProperty(name), told.GetProperty(name)), name);
        }

        Assert.Equal(("DPoP", "active"), (told.GetProperty("token_type").GetString(), told.GetProperty("mission_state").GetString()));
        Assert.True(await Agent.IsActiveAsync(calendar));

        TestHost.Answer mail = (await Agent.TokenAsync(AgentSteps.Exchange(calendar, TestAgent.EmailApi))).IsOk();
        Assert.Equal("""{"active":false}""", (await Host.IntrospectAsync(mail.Member("access_token"))).IsOk().Json.ToString());
        Assert.False(await Agent.IsActiveAsync(calendar, "finance-agent"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("e30.e30.e30")]
    [InlineData("at_invented")]
    public async Task What_is_no_token_is_not_active(string token) =>
        Assert.Equal("""{"active":false}""", (await Host.IntrospectAsync(token)).IsOk().Json.ToString());

    [Fact]
    public async Task An_ID_Token_is_no_access_token()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Assert.False(await Agent.IsActiveAsync(tokens.Member("id_token")));
        Assert.False(await Agent.IsActiveAsync(tokens.Member("refresh_token")));
    }

    [Fact]
    public async Task Nobody_asks_without_credentials()
    {
        (await Agent.PostAsync("/introspect", AgentSteps.Form(("token", "x")), clientId: "assistant-cli")).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        (await Host.IntrospectAsync("x", secret: "wrong")).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        using HttpRequestMessage bare = new(HttpMethod.Post, "/introspect") { Content = new FormUrlEncodedContent(AgentSteps.Form(("token", "x"))) };
        (await Host.SendAsync(bare)).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        (await Agent.PostAsync("/introspect", [])).IsRefused("invalid_request");
    }

    [Fact]
    public async Task A_signed_answer_names_who_asked()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        using HttpRequestMessage request = new(HttpMethod.Post, "/introspect") { Content = new FormUrlEncodedContent(AgentSteps.Form(("token", calendar))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("calendar-api:calendar-secret-0123456789abcdef"u8));
        request.Headers.Accept.ParseAdd("application/token-introspection+jwt");
        using HttpResponseMessage response = await Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/token-introspection+jwt", response.Content.Headers.ContentType?.MediaType);
        string jwt = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonElement header = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(jwt.Split('.')[0]));
        JsonElement payload = AgentKey.Payload(jwt);
        Assert.Equal("token-introspection+jwt", header.GetProperty("typ").GetString());
        Assert.Equal(TestAgent.Issuer, payload.GetProperty("iss").GetString());
        Assert.Equal(TestAgent.CalendarApi, payload.GetProperty("aud").GetString());
        Assert.True(payload.GetProperty("token_introspection").GetProperty("active").GetBoolean());
        Assert.False(payload.TryGetProperty("sub", out _));
        Assert.False(payload.TryGetProperty("exp", out _));
    }

    [Fact]
    public async Task Revocation_takes_what_is_the_clients_own_and_always_says_yes()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        foreach (string token in (string[])["unknown", calendar, tokens.Member("refresh_token")])
        {
            Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", token)), clientId: "finance-agent")).Status);
        }

        Assert.True(await Agent.IsActiveAsync(calendar));
        Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", tokens.Member("refresh_token")), ("token_type_hint", "access_token")))).Status);
        Assert.Equal("""{"active":false}""", (await Host.IntrospectAsync(calendar)).IsOk().Json.ToString());
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsRefused("invalid_grant");
        (await Agent.PostAsync("/revoke", [])).IsRefused("invalid_request");
        (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", "x"), ("client_assertion", "x"), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))))
            .IsRefused("invalid_client", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_access_token_leaves_the_Mission_alone()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        Assert.Equal(HttpStatusCode.OK, (await Agent.PostAsync("/revoke", AgentSteps.Form(("token", calendar)))).Status);
        Assert.False(await Agent.IsActiveAsync(calendar));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>RFC 7591 §2 and §3 over HTTP.</summary>
public sealed class ClientRegistrationTests(SharedRegistration shared) : IClassFixture<SharedRegistration>
{
    private static readonly string Keys = $$"""{"keys":[{{TestKey.Ec().Jwk}}]}""";

    private readonly RegistrationHost host = shared.Host;

    [Fact]
    public async Task A_client_with_a_secret_is_told_it_once_and_can_authenticate()
    {
        RegistrationHost.Answer answer = await host.RegisterAsync("""{"redirect_uris":["https://client.example.com/cb"],"client_name":"A client"}""");
        Assert.Equal(201, answer.Status);
        Assert.True(answer.NoStore);
        Assert.Equal(("client_secret_basic", "A client", "offline_access openid"), (answer.Text("token_endpoint_auth_method"), answer.Text("client_name"), answer.Text("scope")));
        Assert.Equal(["authorization_code"], answer.Texts("grant_types"));
        Assert.Equal(["code"], answer.Texts("response_types"));
        Assert.Equal(0, answer.Json.GetProperty("client_secret_expires_at").GetInt32());
        Assert.True(answer.Json.GetProperty("client_id_issued_at").GetInt64() > 1_700_000_000);
        Assert.True(answer.Json.GetProperty("dpop_bound_access_tokens").GetBoolean());
        Assert.False(answer.Json.TryGetProperty("registration_access_token", out _));
        Assert.Equal(answer.Text("client_id"), await Authenticate(answer.Text("client_id"), answer.Text("client_secret")));
        Assert.Equal("invalid_client", await Authenticate(answer.Text("client_id"), answer.Text("client_secret") + "x"));
    }

    [Fact]
    public async Task A_client_with_keys_gets_no_secret_and_its_metadata_back()
    {
        RegistrationHost.Answer answer = await host.RegisterAsync($$"""
            {"redirect_uris":["https://client.example.com/cb","http://127.0.0.1:8080/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks":{{Keys}},
             "grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:token-exchange","urn:openid:params:grant-type:deferred"],
             "response_types":["code","code deferred_code"],"scope":"openid","authorization_details_types":["mission"],"client_context_types":["purpose","app"],
             "client_context_values":{"app":["calendar"]},"require_signed_request_object":true,"initiate_login_uri":"https://client.example.com/start",
             "deferred_client_notification_endpoint":"https://client.example.com/ping","post_logout_redirect_uris":["https://client.example.com/bye"],
             "token_endpoint_auth_signing_alg":"ES256","dpop_bound_access_tokens":true,"require_pushed_authorization_requests":false}
            """);
        Assert.Equal(201, answer.Status);
        Assert.False(answer.Json.TryGetProperty("client_secret", out _));
        Assert.Equal(["code", "deferred_code code"], answer.Texts("response_types"));
        Assert.Equal(["calendar"], answer.Json.GetProperty("client_context_values").GetProperty("app").EnumerateArray().Select(value => value.GetString()));
        Assert.True(answer.Json.GetProperty("require_pushed_authorization_requests").GetBoolean(), "pushing is not optional here");
        Client client = (await host.FindAsync(answer.Text("client_id")))!;
        Assert.Single(client.Keys);
        Assert.Equal(["app", "purpose"], client.ClientContextTypes!.Value);
        Assert.Equal(["openid"], client.Scopes);
        Assert.True(client is { IsSelfRegistered: true, RequireSignedRequestObject: true, Agent: null, Resource: null });
        Assert.Equal(("https://client.example.com/ping", "https://client.example.com/start"), (client.DeferredNotificationEndpoint, client.InitiateLoginUri));
    }

    [Fact]
    public async Task A_public_client_gets_no_secret_and_rotates()
    {
        RegistrationHost.Answer answer = await host.RegisterAsync("""{"redirect_uris":["http://localhost:8080/cb"],"token_endpoint_auth_method":"none"}""");
        Assert.False(answer.Json.TryGetProperty("client_secret", out _));
        Assert.True((await host.FindAsync(answer.Text("client_id")))!.RotateRefreshTokens);
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_ignored_and_not_kept()
    {
        RegistrationHost.Answer answer = await host.RegisterAsync("""{"redirect_uris":["https://client.example.com/cb"],"agent":"agent_scheduler","resource":"https://mail-api.example.com","contacts":["ada@example.com"],"software_id":"x"}""");
        Assert.Equal(201, answer.Status);
        Assert.DoesNotContain(answer.Json.EnumerateObject(), member => member.Name is "agent" or "resource" or "contacts" or "software_id");
        Client client = (await host.FindAsync(answer.Text("client_id")))!;
        Assert.True(client is { Agent: null, Resource: null });
    }

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("Bearer wrong", "Bearer error=\"invalid_token\"")]
    [InlineData("Bearer ", "Bearer error=\"invalid_token\"")]
    [InlineData("Basic YTpi", "Bearer error=\"invalid_token\"")]
    public async Task Without_an_initial_access_token_nothing_is_registered(string? authorization, string challenge)
    {
        RegistrationHost.Answer answer = await host.RegisterAsync("""{"redirect_uris":["https://client.example.com/cb"]}""", authorization);
        Assert.Equal((401, "invalid_token", challenge), (answer.Status, answer.Error, answer.Challenge));
    }

    [Fact]
    public async Task Where_no_token_is_configured_nobody_registers()
    {
        await using RegistrationHost closed = await RegistrationHost.StartAsync(("ClientRegistration:InitialAccessTokenHashes:0", null));
        Assert.Equal(401, (await closed.RegisterAsync("""{"redirect_uris":["https://client.example.com/cb"]}""")).Status);
        Assert.Equal(401, (await closed.RegisterAsync("""{"redirect_uris":["https://client.example.com/cb"]}""", "Bearer ")).Status);
    }

    [Theory]
    [InlineData("", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"a\":1,\"a\":2}", "application/json", 400)]
    [InlineData("{}", "application/x-www-form-urlencoded", 400)]
    public async Task A_body_that_is_no_metadata_is_refused(string body, string mediaType, int status)
    {
        RegistrationHost.Answer answer = await host.RegisterAsync(body, mediaType: mediaType);
        Assert.Equal((status, "invalid_client_metadata"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("invalid_redirect_uri", "{}")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":[]}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":"https://client.example.com/cb"}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":[7]}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":["http://client.example.com/cb"]}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":["https://client.example.com/cb#x"]}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":["com.example.app:/cb"]}""")]
    [InlineData("invalid_redirect_uri", """{"redirect_uris":["http://127.0.0.1.example.com/cb"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"token_endpoint_auth_method":"client_secret_post"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"token_endpoint_auth_method":"private_key_jwt"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"jwks_uri":"https://a.example.com/jwks"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"sector_identifier_uri":"https://a.example.com/s"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"jwks":{"keys":[]}}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"jwks":"keys"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"jwks":{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"dpop_bound_access_tokens":false}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"dpop_bound_access_tokens":"true"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"grant_types":["implicit"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"grant_types":["authorization_code","client_credentials"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"grant_types":["authorization_code","urn:ietf:params:oauth:grant-type:jwt-bearer"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"response_types":["code","id_token"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"response_types":["deferred_code"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"scope":"openid evaluate"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"scope":7}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"authorization_details_types":["payment"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"client_context_types":["device"]}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"client_context_values":{"device":["a"]}}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"client_context_values":{"app":"a"}}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"client_context_values":{"app":[1]}}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"subject_type":"ephemeral"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com","https://b.example.com"],"subject_type":"pairwise"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"deferred_client_notification_endpoint":"http://a.example.com/p"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"initiate_login_uri":"a.example.com"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"require_signed_request_object":true}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"token_endpoint_auth_signing_alg":"RS256"}""")]
    [InlineData("invalid_client_metadata", """{"redirect_uris":["https://a.example.com"],"client_name":"a\u202eb"}""")]
    public async Task Broken_metadata_is_refused_with_its_code(string code, string body)
    {
        RegistrationHost.Answer answer = await host.RegisterAsync(body);
        Assert.Equal((400, code), (answer.Status, answer.Error));
        Assert.NotEmpty(answer.Text("error_description"));
    }

    [Fact]
    public async Task Every_mistake_is_told_at_once()
    {
        string description = (await host.RegisterAsync("""{"redirect_uris":["https://a.example.com"],"grant_types":["implicit"],"scope":"evaluate","subject_type":"x"}""")).Text("error_description");
        Assert.All(new[] { "grant_types", "scope", "subject_type" }, member => Assert.Contains(member, description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pairwise_subjects_are_of_the_one_host()
    {
        RegistrationHost.Answer answer = await host.RegisterAsync("""{"redirect_uris":["https://a.example.com/one","https://a.example.com/two"],"subject_type":"pairwise"}""");
        Assert.Equal("pairwise", answer.Text("subject_type"));
        Assert.Equal("a.example.com", (await host.FindAsync(answer.Text("client_id")))!.Sector);
    }

    [Fact]
    public async Task A_ceiling_that_is_lowered_lowers_every_registered_client()
    {
        await using RegistrationHost other = await RegistrationHost.StartAsync();
        RegistrationHost.Answer answer = await other.RegisterAsync("""{"redirect_uris":["https://a.example.com"],"scope":"openid offline_access"}""");
        other.Services.GetRequiredService<IOptions<ClientSelfRegistrationOptions>>().Value.Scope = "openid";
        other.Services.GetRequiredService<IOptions<ClientSelfRegistrationOptions>>().Value.MaxMissionLifetime = "1h";
        Client client = (await other.FindAsync(answer.Text("client_id")))!;
        Assert.Equal(["openid"], client.Scopes);
        Assert.Equal(TimeSpan.FromHours(1), client.MaxMissionLifetime);
    }

    [Fact]
    public async Task The_configuration_comes_before_the_store()
    {
        await using RegistrationHost mixed = await RegistrationHost.StartAsync(
            ("Clients:0:ClientId", "cli"), ("Clients:0:TokenEndpointAuthMethod", "none"), ("Clients:0:RedirectUris:0", "http://localhost/cb"),
            ("Clients:0:GrantTypes:0", "authorization_code"), ("Clients:0:ResponseTypes:0", "code"));
        Assert.False((await mixed.FindAsync("cli"))!.IsSelfRegistered);
        Assert.Null(await mixed.FindAsync("nobody"));
        Assert.Null(await mixed.FindAsync(new string('x', 100_000)));
        Assert.Null(await mixed.FindAsync("\0"));
        Assert.Null(await mixed.FindAsync(string.Empty));
    }

    [Fact]
    public async Task A_wrong_configuration_refuses_the_start()
    {
        OptionsValidationException wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistrationHost.StartAsync(("Clients:0:ClientId", "a")));
        Assert.Contains("Clients:0:", wrong.Message, StringComparison.Ordinal);
        wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistrationHost.StartAsync(("ClientRegistration:InitialAccessTokenHashes:0", "in clear")));
        Assert.Contains("InitialAccessTokenHashes", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<string> Authenticate(string id, string secret)
    {
        DefaultHttpContext http = new();
        http.Request.Headers.Authorization = AuthenticationFixture.Basic(id, secret);
        FormParameters empty = FormParameters.Parse(string.Empty, FormParameters.Repeatable).Match(form => form, error => throw new InvalidOperationException(error.Description));
        Parsed<Client> answer = await host.Services.GetRequiredService<ClientAuthentication>().AuthenticateAsync(http, empty, "http://localhost:5100/token", TestContext.Current.CancellationToken);
        return answer.Match(client => client.ClientId, error => error.Code);
    }
}

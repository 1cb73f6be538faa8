using System.Collections.Immutable;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>Clients of the configuration: every mistake is named.</summary>
public sealed class ClientOptionsTests
{
    private const string Secret = "a-secret-with-at-least-128-random-bits";

    private static readonly string Keys = $$"""{"keys":[{{TestKey.Ec().Jwk}}]}""";

    [Fact]
    public void A_client_is_what_the_configuration_says()
    {
        ClientOptions options = Good();
        options.ClientName = "Assistant";
        options.Agent = "agent_scheduler";
        options.MaxMissionLifetime = "8h";
        options.ClientContextTypes = ["tenant", "app"];
        options.ClientContextValues = new() { ["app"] = ["ai_assistant"] };
        options.ResponseTypes = ["code", "code deferred_code"];
        options.GrantTypes.Add("urn:openid:params:grant-type:deferred");
        Client client = Read(options, out ImmutableArray<ClientFault> faults);
        Assert.Empty(faults);
        Assert.Equal(("assistant", "Assistant", ClientAuthenticationMethod.PrivateKeyJwt), (client.ClientId, client.Name, client.AuthenticationMethod));
        Assert.Equal(("agent", "agent_scheduler", "client_registration"), (client.Agent!.Type, client.Agent.Id, client.Agent.VerifiedBy));
        Assert.Equal(TimeSpan.FromHours(8), client.MaxMissionLifetime);
        Assert.Equal(["app", "tenant"], client.ClientContextTypes!.Value);
        Assert.Equal(["ai_assistant"], client.ClientContextValues["app"]);
        Assert.Equal(["code", "deferred_code code"], client.ResponseTypes);
        Assert.Single(client.Keys);
        Assert.True(client.RequirePushedAuthorizationRequests);
        Assert.False(client.RotateRefreshTokens);
        Assert.False(client.IsSelfRegistered);
    }

    [Fact]
    public void Left_out_context_types_are_not_none() => Assert.Null(Read(Good(), out _).ClientContextTypes);

    [Fact]
    public void A_public_client_always_rotates_its_refresh_tokens()
    {
        ClientOptions options = Good();
        (options.TokenEndpointAuthMethod, options.Jwks) = ("none", string.Empty);
        Client client = Read(options, out ImmutableArray<ClientFault> faults);
        Assert.Empty(faults);
        Assert.True(client.RotateRefreshTokens);
    }

    [Fact]
    public void A_secret_in_clear_is_for_Development_and_its_hash_for_everywhere()
    {
        ClientOptions clear = Api(options => options.ClientSecret = Secret);
        Assert.Equal(HandleHash.Of(Secret).Value, Read(clear, out ImmutableArray<ClientFault> none).SecretHash);
        Assert.Empty(none);
        Read(clear, out ImmutableArray<ClientFault> production, "Production");
        Assert.Equal("client_secret", Assert.Single(production).Member);
        ClientOptions hashed = Api(options => options.ClientSecretHash = HandleHash.Of(Secret).Value);
        Assert.Equal(HandleHash.Of(Secret).Value, Read(hashed, out ImmutableArray<ClientFault> nothing, "Production").SecretHash);
        Assert.Empty(nothing);
    }

    [Fact]
    public void Keys_may_be_in_a_file()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, Keys);
        ClientOptions options = Good();
        (options.Jwks, options.JwksPath) = (string.Empty, path);
        Assert.Single(Read(options, out ImmutableArray<ClientFault> faults).Keys);
        Assert.Empty(faults);
        File.Delete(path);
        Read(options, out faults);
        Assert.Contains(faults, fault => fault.Member == "jwks_path");
    }

    [Fact]
    public void Every_mistake_is_told_by_its_member()
    {
        (string Member, Action<ClientOptions> Break)[] table =
        [
            ("client_id", options => options.ClientId = string.Empty),
            ("client_id", options => options.ClientId = "a b"),
            ("client_id", options => options.ClientId = new string('a', 129)),
            ("client_name", options => options.ClientName = "evil\u202eclient"),
            ("token_endpoint_auth_method", options => options.TokenEndpointAuthMethod = "client_secret_post"),
            ("jwks", options => options.Jwks = string.Empty),
            ("jwks", options => options.Jwks = "not json"),
            ("jwks", options => options.Jwks = """{"keys":[]}"""),
            ("jwks", options => options.Jwks = """{"keys":[{"kty":"oct","k":"AAAA"}]}"""),
            ("jwks", options => options.Jwks = Keys.Replace("\"kty\"", "\"d\":\"AAAA\",\"kty\"", StringComparison.Ordinal)),
            ("jwks", options => options.JwksPath = "also.json"),
            ("redirect_uris", options => options.RedirectUris = []),
            ("redirect_uris", options => options.RedirectUris = ["http://client.example.com/cb"]),
            ("redirect_uris", options => options.RedirectUris = ["https://client.example.com/cb#x"]),
            ("redirect_uris", options => options.RedirectUris = ["https://user@client.example.com/cb"]),
            ("redirect_uris", options => options.RedirectUris = ["/cb"]),
            ("redirect_uris", options => options.RedirectUris = ["javascript:alert(1)"]),
            ("post_logout_redirect_uris", options => options.PostLogoutRedirectUris = ["http://client.example.com"]),
            ("grant_types", options => options.GrantTypes = ["authorization_code", "password"]),
            ("grant_types", options => options.GrantTypes = ["refresh_token"]),
            ("grant_types", options => options.GrantTypes = []),
            ("response_types", options => options.ResponseTypes = []),
            ("response_types", options => options.ResponseTypes = ["code", "token"]),
            ("grant_types", options => options.ResponseTypes = ["code", "deferred_code"]),
            ("response_types", options => options.GrantTypes.Add("urn:openid:params:grant-type:deferred")),
            ("scope", options => options.Scope = "openid \"x\""),
            ("authorization_details_types", options => options.AuthorizationDetailsTypes = ["payment"]),
            ("client_context_types", options => options.ClientContextTypes = ["device"]),
            ("client_context_values", options => options.ClientContextValues = new() { ["device"] = ["a"] }),
            ("client_context_values", options => options.ClientContextValues = new() { ["purpose"] = ["not a uri"] }),
            ("client_context_values", options => options.ClientContextValues = new() { ["app"] = [""] }),
            ("client_secret", options => options.ClientSecret = Secret),
            ("client_secret_hash", options => options.ClientSecretHash = "abc"),
            ("max_mission_lifetime", options => options.MaxMissionLifetime = "soon"),
            ("max_mission_lifetime", options => options.MaxMissionLifetime = "0h"),
            ("agent", options => (options.Agent, options.AgentType) = ("a", "user")),
            ("agent", options => (options.Agent, options.TokenEndpointAuthMethod) = ("a", "none")),
            ("resource", options => options.Resource = "calendar"),
            ("resource", options => (options.Resource, options.TokenEndpointAuthMethod) = ("https://a.example.com", "none")),
            ("sector", options => options.Sector = "not a host"),
            ("deferred_client_notification_endpoint", options => options.DeferredClientNotificationEndpoint = "http://client.example.com/ping"),
            ("initiate_login_uri", options => options.InitiateLoginUri = "client.example.com"),
        ];
        foreach ((string member, Action<ClientOptions> change) in table)
        {
            ClientOptions options = Good();
            change(options);
            Read(options, out ImmutableArray<ClientFault> faults);
            Assert.True(faults.Any(fault => fault.Member == member), $"{member}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public void A_short_secret_is_refused()
    {
        Read(Api(options => options.ClientSecret = "short"), out ImmutableArray<ClientFault> faults);
        Assert.Equal("client_secret", Assert.Single(faults).Member);
    }

    [Fact]
    public void All_mistakes_of_all_clients_are_told_by_their_settings()
    {
        ClientOptions broken = Good();
        (broken.RedirectUris, broken.Scope) = (["ftp://x.example.com"], "\"");
        string failures = string.Join('\n', new ClientOptionsValidator(new ClientOptionsReader(new Host("Development"))).Validate(null, [Good(), broken]).Failures!);
        Assert.Contains("Clients:1:RedirectUris (assistant)", failures, StringComparison.Ordinal);
        Assert.Contains("Clients:1:Scope (assistant)", failures, StringComparison.Ordinal);
        Assert.Contains("two clients named assistant", failures, StringComparison.Ordinal);
    }

    private static Client Read(ClientOptions options, out ImmutableArray<ClientFault> faults, string environment = "Development") =>
        new ClientOptionsReader(new Host(environment)).Read(options, out faults);

    private static ClientOptions Good() => new()
    {
        ClientId = "assistant", Jwks = Keys, RedirectUris = ["http://localhost:5105/callback"],
        GrantTypes = ["authorization_code", "refresh_token"], ResponseTypes = ["code"], Scope = "openid offline_access",
    };

    private static ClientOptions Api(Action<ClientOptions> change)
    {
        ClientOptions options = new() { ClientId = "calendar-api", TokenEndpointAuthMethod = "client_secret_basic", Resource = "https://calendar-api.example.com" };
        change(options);
        return options;
    }

    private sealed class Host(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

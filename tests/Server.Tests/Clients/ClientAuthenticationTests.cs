using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>RFC 6749 §2.3 and RFC 7523 §3.</summary>
public sealed class ClientAuthenticationTests(SharedAuthentication shared) : IClassFixture<SharedAuthentication>
{
    private const string Failed = "client authentication failed";

    private readonly AuthenticationFixture clients = shared.Clients;

    [Fact]
    public async Task A_public_client_names_itself() => Assert.Equal("cli", Name(await clients.AskAsync("client_id=cli")));

    [Fact]
    public async Task A_secret_is_form_decoded_before_it_is_compared() =>
        Assert.Equal("api:1", Name(await clients.AskAsync("client_id=api%3A1", AuthenticationFixture.Basic("api:1", AuthenticationFixture.Secret))));

    [Fact]
    public async Task An_assertion_authenticates_with_either_algorithm()
    {
        Assert.Equal("agent", Name(await clients.ByAssertionAsync(clients.Claims())));
        Assert.Equal("agent", Name(await clients.ByAssertionAsync(clients.Claims(), """{"alg":"PS256","typ":"JWT"}""", clients.RsaKey)));
        Assert.Equal("agent", Name(await clients.ByAssertionAsync(clients.Claims(), """{"alg":"ES256","typ":"client-authentication+jwt"}""")));
    }

    [Theory]
    [InlineData("client_id=nobody")]
    [InlineData("client_id=agent")]
    [InlineData("client_id=api%3A1")]
    [InlineData("client_id=cli%00")]
    public async Task A_name_alone_is_not_enough_for_others(string form) => Uniform(await clients.AskAsync(form), hasChallenge: false);

    [Theory]
    [InlineData("api:1", "wrong")]
    [InlineData("api:1", "")]
    [InlineData("nobody", AuthenticationFixture.Secret)]
    [InlineData("agent", AuthenticationFixture.Secret)]
    [InlineData("cli", AuthenticationFixture.Secret)]
    [InlineData("cli", "")]
    public async Task Unknown_client_wrong_secret_and_wrong_way_look_the_same(string id, string secret) =>
        Uniform(await clients.AskAsync(string.Empty, AuthenticationFixture.Basic(id, secret)), hasChallenge: true);

    [Theory]
    [InlineData("nobody")]
    [InlineData("cli")]
    [InlineData("api:1")]
    public async Task An_assertion_for_another_kind_of_client_looks_like_a_wrong_key(string id) =>
        Uniform(await clients.ByAssertionAsync(clients.Claims(id)), hasChallenge: false);

    [Fact]
    public async Task An_assertion_of_another_key_is_refused()
    {
        Uniform(await clients.ByAssertionAsync(clients.Claims(), key: TestKey.Ec()), hasChallenge: false);
        Uniform(await clients.ByAssertionAsync(clients.Claims(), """{"alg":"PS256"}""", TestKey.Rsa()), hasChallenge: false);
    }

    [Theory]
    [InlineData("client_id=cli&client_secret=x", "Basic YTpi")]
    [InlineData("client_assertion=x&client_assertion_type=y&client_secret=z", null)]
    [InlineData("client_assertion=x&client_assertion_type=y", "Basic YTpi")]
    [InlineData("client_assertion_type=y", "Basic YTpi")]
    [InlineData("client_assertion=x", null)]
    [InlineData("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer", null)]
    public async Task Two_ways_at_once_and_half_a_way_are_invalid_requests(string form, string? header) =>
        Assert.Equal(("invalid_request", 400), Code(await (header is null ? clients.AskAsync(form) : clients.AskAsync(form, header))));

    [Fact]
    public async Task Two_Authorization_headers_are_an_invalid_request() =>
        Assert.Equal(("invalid_request", 400), Code(await clients.AskAsync(string.Empty, "Basic YTpi", "Basic YTpi")));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YWJj")]
    [InlineData("Basic OmFi")]
    [InlineData("Basic gICA")]
    [InlineData("")]
    public async Task A_header_that_cannot_be_read_is_a_401_with_a_challenge(string header)
    {
        OAuthError error = Error(await clients.AskAsync(string.Empty, header));
        Assert.Equal(("invalid_client", 401), (error.Code, error.Status));
        Assert.StartsWith("Basic realm=", Assert.Single(error.Headers, h => h.Name == "WWW-Authenticate").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("client_secret=s&client_id=api%3A1")]
    public async Task Nothing_and_a_secret_in_the_body_are_refused(string form) => Assert.Equal(("invalid_client", 401), Code(await clients.AskAsync(form)));

    [Fact]
    public async Task Another_client_id_beside_the_credential_is_refused()
    {
        Assert.Equal("invalid_client", Error(await clients.AskAsync("client_id=cli", AuthenticationFixture.Basic("api:1", AuthenticationFixture.Secret))).Code);
        string assertion = clients.Key.Sign("""{"alg":"ES256"}""", clients.Claims());
        Assert.Equal("invalid_client", Error(await clients.AskAsync(AuthenticationFixture.Form(assertion, "&client_id=cli"))).Code);
    }

    [Fact]
    public async Task Another_type_of_assertion_is_refused() =>
        Assert.Equal("invalid_client", Error(await clients.AskAsync("client_assertion=x&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Asaml2-bearer")).Code);

    private static void Uniform(Parsed<Client> answer, bool hasChallenge)
    {
        OAuthError error = Error(answer);
        Assert.Equal(("invalid_client", 401, Failed), (error.Code, error.Status, error.Description));
        Assert.Equal(hasChallenge, error.Headers.Any(header => header.Name == "WWW-Authenticate"));
    }

    private static string Name(Parsed<Client> answer) => answer.Match(client => client.ClientId, error => error.Description ?? error.Code);

    private static OAuthError Error(Parsed<Client> answer) => answer.Match(_ => throw new InvalidOperationException("accepted"), error => error);

    private static (string Code, int Status) Code(Parsed<Client> answer) => (Error(answer).Code, Error(answer).Status);
}

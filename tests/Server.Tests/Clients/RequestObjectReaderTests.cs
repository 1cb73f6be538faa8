using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>RFC 9101 §4 to §6.</summary>
public sealed class RequestObjectReaderTests(SharedRequestObjects shared) : IClassFixture<SharedRequestObjects>
{
    private readonly TestKey key = shared.Key;
    private readonly TestKey rsa = shared.RsaKey;

    private long Now => shared.Time.GetUtcNow().ToUnixTimeSeconds();

    private Client Client => new() { ClientId = "assistant", AuthenticationMethod = ClientAuthenticationMethod.PrivateKeyJwt, GrantTypes = [], Keys = [key.Public, rsa.Public] };

    [Fact]
    public async Task The_claims_become_the_parameters()
    {
        FormParameters form = await Valid(Claims(more: """
            ,"response_type":"code","scope":"openid","max_age":300,"state":"s","resource":["https://a.example.com","https://b.example.com"],
            "client_context":{"contexts":{"app":{"id":"a"}}},"authorization_details":[{"type":"mission"}]
            """));
        Assert.Equal(("code", "300", "assistant"), (form["response_type"], form["max_age"], form["client_id"]));
        Assert.Equal(["https://a.example.com", "https://b.example.com"], form.All("resource"));
        Assert.Equal("""{"contexts":{"app":{"id":"a"}}}""", form["client_context"]);
        Assert.Equal("""[{"type":"mission"}]""", form["authorization_details"]);
        Assert.DoesNotContain(form.Names, name => name is "iss" or "aud" or "exp" or "request");
    }

    [Theory]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT"}""")]
    [InlineData("""{"alg":"ES256","typ":"oauth-authz-req+jwt"}""")]
    public async Task The_type_may_be_absent_or_that_of_a_request_object(string header) => Assert.Null(await Ask(Claims(), header));

    [Fact]
    public async Task PS256_is_accepted() => Assert.Null(await Ask(Claims(), """{"alg":"PS256"}""", signer: rsa));

    [Fact]
    public async Task A_broken_request_object_is_refused()
    {
        const string Header = """{"alg":"ES256"}""";
        (string Name, string Header, string Claims)[] table =
        [
            ("typ of an assertion", """{"alg":"ES256","typ":"client-authentication+jwt"}""", Claims()),
            ("typ of a proof", """{"alg":"ES256","typ":"dpop+jwt"}""", Claims()),
            ("alg none", """{"alg":"none"}""", Claims()),
            ("alg symmetric", """{"alg":"HS256"}""", Claims()),
            ("iss another", Header, Claims(iss: "other")),
            ("no client_id", Header, $$"""{"iss":"assistant","aud":"http://localhost:5100","exp":{{Now + 60}}}"""),
            ("client_id another", Header, Claims().Replace("\"client_id\":\"assistant\"", "\"client_id\":\"other\"", StringComparison.Ordinal)),
            ("sub the client", Header, Claims(more: ",\"sub\":\"assistant\"")),
            ("aud another", Header, Claims(aud: "\"https://other.example.com\"")),
            ("aud the endpoint", Header, Claims(aud: "\"http://localhost:5100/par\"")),
            ("aud empty", Header, Claims(aud: "[]")),
            ("no exp", Header, """{"iss":"assistant","client_id":"assistant","aud":"http://localhost:5100"}"""),
            ("expired", Header, Claims(life: -10)),
            ("exp too far", Header, Claims(life: 3611)),
            ("iat ahead", Header, Claims(more: $",\"iat\":{Now + 11}")),
            ("nbf ahead", Header, Claims(more: $",\"nbf\":{Now + 11}")),
            ("nbf long ago", Header, Claims(more: $",\"nbf\":{Now - 3611}")),
            ("iat no time", Header, Claims(more: ",\"iat\":\"now\"")),
            ("nested request", Header, Claims(more: ",\"request\":\"a.b.c\"")),
            ("nested request_uri", Header, Claims(more: ",\"request_uri\":\"urn:a:b\"")),
            ("object where text belongs", Header, Claims(more: ",\"state\":{\"a\":1}")),
            ("null", Header, Claims(more: ",\"state\":null")),
            ("resource of other things", Header, Claims(more: ",\"resource\":[1]")),
        ];
        foreach ((string name, string header, string claims) in table)
        {
            Assert.True(await Ask(claims, header) == "invalid_request_object", name);
        }
    }

    [Fact]
    public async Task A_request_object_of_another_key_is_refused() => Assert.Equal("invalid_request_object", await Ask(Claims(), signer: TestKey.Ec()));

    [Fact]
    public async Task A_client_without_keys_cannot_send_one() => Assert.Equal("request_not_supported", await Ask(Claims(), client: Client with { Keys = [] }));

    [Theory]
    [InlineData("&client_id=assistant", null)]
    [InlineData("&client_id=assistant&client_assertion=a&client_assertion_type=b", null)]
    [InlineData("&client_id=assistant&response_type=code&scope=openid", null)]
    [InlineData("&client_id=other", "invalid_request")]
    [InlineData("&response_type=deferred_code", "invalid_request")]
    [InlineData("&scope=openid+mail", "invalid_request")]
    [InlineData("&state=outside", "invalid_request")]
    [InlineData("&request_uri=urn%3Aa%3Ab", "invalid_request")]
    public async Task Nothing_outside_may_add_to_what_is_inside(string outside, string? code) =>
        Assert.Equal(code, await Ask(Claims(more: ",\"response_type\":\"code\",\"scope\":\"openid\""), outside: outside));

    [Fact]
    public async Task A_jti_is_good_once_and_an_object_without_one_again()
    {
        string once = Claims(more: ",\"jti\":\"a\"");
        Assert.Null(await Ask(once));
        Assert.Equal("invalid_request_object", await Ask(once));
        Assert.Null(await Ask(Claims()));
        Assert.Null(await Ask(Claims()));
    }

    private string Claims(string more = "", string iss = "assistant", string aud = "\"http://localhost:5100\"", long life = 300) =>
        $$"""{"iss":"{{iss}}","client_id":"assistant","aud":{{aud}},"exp":{{Now + life}}{{more}}}""";

    private Task<Parsed<FormParameters>> Read(string claims, string header, TestKey? signer, string outside, Client? client)
    {
        FormParameters form = FormParameters.Parse($"request={(signer ?? key).Sign(header, claims)}{outside}", FormParameters.Repeatable)
            .Match(read => read, error => throw new InvalidOperationException(error.Description));
        return shared.Reader.ReadAsync(form, client ?? Client, TestContext.Current.CancellationToken);
    }

    private async Task<string?> Ask(string claims, string header = """{"alg":"ES256"}""", TestKey? signer = null, string outside = "", Client? client = null) =>
        (await Read(claims, header, signer, outside, client)).Match<string?>(_ => null, error => error.Code);

    private async Task<FormParameters> Valid(string claims) =>
        (await Read(claims, """{"alg":"ES256"}""", null, string.Empty, null)).Match(form => form, error => throw new InvalidOperationException(error.Description));
}

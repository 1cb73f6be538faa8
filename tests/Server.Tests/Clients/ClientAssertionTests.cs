using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>RFC 7523 §3 with the audience of FAPI 2.0, one broken assertion for each rule.</summary>
public sealed class ClientAssertionTests(SharedAuthentication shared) : IClassFixture<SharedAuthentication>
{
    private readonly AuthenticationFixture clients = shared.Clients;

    [Fact]
    public async Task A_broken_assertion_is_refused()
    {
        long now = clients.Now;
        const string Header = """{"alg":"ES256"}""";
        const string Names = "\"iss\":\"agent\",\"sub\":\"agent\"";
        const string Audience = "\"aud\":\"http://localhost:5100\"";
        (string Name, string Header, string Claims)[] table =
        [
            ("typ of a proof", """{"alg":"ES256","typ":"dpop+jwt"}""", clients.Claims()),
            ("typ of a request object", """{"alg":"ES256","typ":"oauth-authz-req+jwt"}""", clients.Claims()),
            ("typ of an access token", """{"alg":"ES256","typ":"at+jwt"}""", clients.Claims()),
            ("typ no text", """{"alg":"ES256","typ":1}""", clients.Claims()),
            ("alg none", """{"alg":"none"}""", clients.Claims()),
            ("alg symmetric", """{"alg":"HS256"}""", clients.Claims()),
            ("critical extension", """{"alg":"ES256","crit":["x"],"x":1}""", clients.Claims()),
            ("another client as subject", Header, $$"""{"iss":"agent","sub":"cli",{{Audience}},"jti":"a","exp":{{now + 60}}}"""),
            ("no sub", Header, $$"""{"iss":"agent",{{Audience}},"jti":"a","exp":{{now + 60}}}"""),
            ("no iss", Header, $$"""{"sub":"agent",{{Audience}},"jti":"a","exp":{{now + 60}}}"""),
            ("no jti", Header, $$"""{{{Names}},{{Audience}},"exp":{{now + 60}}}"""),
            ("jti no text", Header, $$"""{{{Names}},{{Audience}},"jti":7,"exp":{{now + 60}}}"""),
            ("no exp", Header, $$"""{{{Names}},{{Audience}},"jti":"a"}"""),
            ("exp text", Header, $$"""{{{Names}},{{Audience}},"jti":"a","exp":"{{now + 60}}"}"""),
            ("no aud", Header, $$"""{{{Names}},"jti":"a","exp":{{now + 60}}}"""),
            ("aud the endpoint", Header, clients.Claims(aud: "\"http://localhost:5100/par\"")),
            ("aud the token endpoint", Header, clients.Claims(aud: "\"http://localhost:5100/token\"")),
            ("aud with a slash", Header, clients.Claims(aud: "\"http://localhost:5100/\"")),
            ("aud another server", Header, clients.Claims(aud: "\"https://other.example.com\"")),
            ("aud two servers", Header, clients.Claims(aud: "[\"http://localhost:5100\",\"https://other.example.com\"]")),
            ("aud an object", Header, clients.Claims(aud: "{}")),
            ("aud an array of other things", Header, clients.Claims(aud: "[\"http://localhost:5100\",1]")),
            ("aud an empty array", Header, clients.Claims(aud: "[]")),
            ("expired", Header, clients.Claims(life: -10)),
            ("lives too long", Header, clients.Claims(life: 311)),
            ("issued long ago", Header, $$"""{{{Names}},{{Audience}},"jti":"a","iat":{{now - 3600}},"exp":{{now + 60}}}"""),
            ("issued in the future", Header, $$"""{{{Names}},{{Audience}},"jti":"a","iat":{{now + 11}},"exp":{{now + 60}}}"""),
            ("not valid yet", Header, clients.Claims(more: $",\"nbf\":{now + 11}")),
            ("a claim twice", Header, clients.Claims(more: ",\"sub\":\"agent\"")),
        ];
        foreach ((string name, string header, string claims) in table)
        {
            Parsed<Client> answer = await clients.ByAssertionAsync(claims, header);
            Assert.True(answer.Match(_ => false, error => error is { Code: "invalid_client", Status: 401 }), name);
        }
    }

    [Theory]
    [InlineData("\"http://localhost:5100\"")]
    [InlineData("[\"http://localhost:5100\"]")]
    public async Task The_audience_is_the_issuer_as_text_or_alone_in_an_array(string aud) =>
        Assert.True(Accepted(await clients.ByAssertionAsync(clients.Claims(aud: aud))));

    [Theory]
    [InlineData("\"http://localhost:5100\"", true)]
    [InlineData("\"http://localhost:5100/par\"", true)]
    [InlineData("\"http://localhost:5100/token\"", true)]
    [InlineData("[\"https://other.example.com\",\"http://localhost:5100/par\"]", true)]
    [InlineData("\"https://other.example.com\"", false)]
    [InlineData("\"http://localhost:5100/introspect\"", false)]
    public async Task A_legacy_client_may_name_the_endpoints(string aud, bool accepted) =>
        Assert.Equal(accepted, Accepted(await clients.ByAssertionAsync(clients.Claims("legacy", aud: aud))));

    [Fact]
    public async Task Small_differences_of_clocks_are_forgiven()
    {
        Assert.True(Accepted(await clients.ByAssertionAsync(clients.Claims(life: -9))));
        Assert.True(Accepted(await clients.ByAssertionAsync(clients.Claims(more: $",\"nbf\":{clients.Now + 10}", life: 300))));
    }

    [Fact]
    public async Task An_assertion_that_is_too_large_is_refused() =>
        Assert.False(Accepted(await clients.ByAssertionAsync(clients.Claims(more: $",\"x\":\"{new string('x', 8192)}\""))));

    [Fact]
    public async Task Of_a_hundred_uses_at_once_exactly_one_wins_and_none_comes_later()
    {
        string form = AuthenticationFixture.Form(clients.Key.Sign("""{"alg":"ES256"}""", clients.Claims(life: 300)));
        Parsed<Client>[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => clients.AskAsync(form))));
        Assert.Equal(1, answers.Count(Accepted));
        clients.Time.Advance(TimeSpan.FromSeconds(309));
        Assert.Equal("client_assertion: jti was used before", (await clients.AskAsync(form)).Match(_ => null, error => error.Description));
    }

    [Fact]
    public async Task The_same_jti_of_two_clients_is_two_values()
    {
        Assert.True(Accepted(await clients.ByAssertionAsync(clients.Claims(jti: "same"))));
        Assert.True(Accepted(await clients.ByAssertionAsync(clients.Claims("legacy", jti: "same"))));
    }

    private static bool Accepted(Parsed<Client> answer) => answer.Match(_ => true, _ => false);
}

using System.Net;
using System.Text;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>RFC 7662, at a resource server that asks about every token.</summary>
public sealed class IntrospectionTests
{
    [Fact]
    public async Task A_token_that_the_issuer_honours_is_let_through()
    {
        using Issuer issuer = new("""{"active":true}""");
        await using GuardedHost host = await GuardedHost.StartAsync(introspection: issuer);
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{GuardedHost.Issuer}/introspect token={token}&token_type_hint=access_token calendar%20api:secret%3A%25", Assert.Single(issuer.Asked));
    }

    [Theory]
    [InlineData("""{"active":false,"mission_ref":"mr_1","mission_state":"revoked"}""", "its Mission is revoked")]
    [InlineData("""{"active":false,"mission_state":"a\" b"}""", "the issuer does not honour it any more")]
    [InlineData("""{"active":false}""", "the issuer does not honour it any more")]
    [InlineData("""{"active":"true"}""", "the issuer does not honour it any more")]
    [InlineData("{}", "the issuer does not honour it any more")]
    public async Task Any_other_word_of_the_issuer_refuses_it(string said, string why)
    {
        using Issuer issuer = new(said);
        await using GuardedHost host = await GuardedHost.StartAsync(introspection: issuer);
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains($"error=\"invalid_token\", error_description=\"{why}\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", HttpStatusCode.OK)]
    [InlineData("no", HttpStatusCode.OK)]
    [InlineData("""{"active":true}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"active":true}""", HttpStatusCode.InternalServerError)]
    public async Task Without_an_answer_nobody_is_let_through(string said, HttpStatusCode status)
    {
        using Issuer issuer = new(said, status);
        await using GuardedHost host = await GuardedHost.StartAsync(introspection: issuer);
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Who_proves_no_key_does_not_make_us_ask()
    {
        using Issuer issuer = new("""{"active":true}""");
        await using GuardedHost host = await GuardedHost.StartAsync(introspection: issuer);
        using HttpResponseMessage answer = await host.GetAsync(host.Token(), host.Proof("another"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(issuer.Asked);
    }

    private sealed class Issuer(string said, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string who = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization!.Parameter!));
            Asked.Add($"{request.RequestUri} {await request.Content!.ReadAsStringAsync(cancellationToken)} {who}");
            return new HttpResponseMessage(status) { Content = new StringContent(said) };
        }
    }
}

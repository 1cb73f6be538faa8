using System.Text.Json.Nodes;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Discovery;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task The_OpenID_place_comes_first_and_unknown_members_are_ignored()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Metadata["unheard_of"] = new JsonObject { ["a"] = 1 };
        ServerMetadata server = await FoundAsync(provider, provider.Issuer);
        Assert.Equal($"{provider.Issuer}/token", server.TokenEndpoint.AbsoluteUri);
        Assert.True(server.AuthorizationResponseIssSupported);
        Assert.Equal(["app", "tenant", "purpose"], server.ClientContextTypesSupported);
        Assert.Equal(["/.well-known/openid-configuration"], provider.Requests.Select(seen => seen.Path));
    }

    [Fact]
    public async Task The_OAuth_place_comes_second_and_has_its_path_in_front()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        string issuer = $"{provider.Issuer}/tenant";
        provider.Always("/.well-known/oauth-authorization-server/tenant", _ =>
            Reply.Json(200, new JsonObject { ["issuer"] = issuer, ["token_endpoint"] = $"{issuer}/token" }));
        ServerMetadata server = await FoundAsync(provider, issuer);
        Assert.Equal($"{issuer}/token", server.TokenEndpoint.AbsoluteUri);
        Assert.Null(server.AuthorizationEndpoint);
        Assert.Equal(["/tenant/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/tenant"], provider.Requests.Select(seen => seen.Path));
        provider.Problems.Clear();
    }

    [Theory]
    [InlineData("http://op.example.com", DiscoveryFault.IssuerRefused)]
    [InlineData("ftp://localhost", DiscoveryFault.IssuerRefused)]
    [InlineData("op.example.com", DiscoveryFault.IssuerRefused)]
    [InlineData("", DiscoveryFault.IssuerRefused)]
    [InlineData("https://user@op.example.com", DiscoveryFault.IssuerRefused)]
    [InlineData("https://op.example.com/?x=1", DiscoveryFault.IssuerRefused)]
    [InlineData("https://op.example.com/#x", DiscoveryFault.IssuerRefused)]
    public async Task An_issuer_that_is_not_talked_to_is_refused_without_a_request(string issuer, DiscoveryFault fault)
    {
        using HttpClient none = new(new Unreachable());
        DiscoveryResult result = await ServerMetadata.DiscoverAsync(issuer, none, Agent.Cancellation);
        Assert.Equal(fault, Assert.IsType<DiscoveryResult.Refused>(result).Fault);
    }

    [Theory]
    [InlineData("issuer", "\"https://op.example.com\"", DiscoveryFault.IssuerMismatch)]
    [InlineData("issuer", "7", DiscoveryFault.IssuerMismatch)]
    [InlineData("token_endpoint", null, DiscoveryFault.MemberMissing)]
    [InlineData("token_endpoint", "\"http://op.example.com/token\"", DiscoveryFault.EndpointRefused)]
    [InlineData("jwks_uri", "\"/jwks\"", DiscoveryFault.EndpointRefused)]
    [InlineData("jwks_uri", "7", DiscoveryFault.EndpointRefused)]
    [InlineData("authorization_endpoint", "\"javascript:alert(1)\"", DiscoveryFault.EndpointRefused)]
    public async Task A_wrong_member_is_told(string member, string? value, DiscoveryFault fault)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Metadata.Remove(member);
        if (value is not null)
        {
            provider.Metadata[member] = JsonNode.Parse(value);
        }

        DiscoveryResult.Refused refused = Assert.IsType<DiscoveryResult.Refused>(await ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Agent.Cancellation));
        Assert.Equal((fault, member), (refused.Fault, refused.Detail));
    }

    [Theory]
    [InlineData(404, "{}", DiscoveryFault.NotFound)]
    [InlineData(500, "{}", DiscoveryFault.Unreadable)]
    [InlineData(200, "<html>", DiscoveryFault.Unreadable)]
    [InlineData(200, "[]", DiscoveryFault.Unreadable)]
    public async Task An_answer_that_is_no_document_is_told(int status, string body, DiscoveryFault fault)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/.well-known/openid-configuration", _ => new Reply(status, body));
        DiscoveryResult result = await ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Agent.Cancellation);
        Assert.Equal(fault, Assert.IsType<DiscoveryResult.Refused>(result).Fault);
    }

    [Fact]
    public async Task A_redirect_is_refused_even_when_the_HTTP_client_follows_it()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/.well-known/openid-configuration", _ => new Reply(302, "", ("Location", $"{provider.Issuer}/elsewhere")));
        provider.Always("/elsewhere", _ => Reply.Json(200, provider.Metadata));
        DiscoveryResult result = await ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Agent.Cancellation);
        Assert.Equal(DiscoveryFault.Unreadable, Assert.IsType<DiscoveryResult.Refused>(result).Fault);
    }

    private static async Task<ServerMetadata> FoundAsync(FakeProvider provider, string issuer) =>
        Assert.IsType<DiscoveryResult.Found>(await ServerMetadata.DiscoverAsync(issuer, provider.Http, Agent.Cancellation)).Server;

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A request was sent.");
    }
}

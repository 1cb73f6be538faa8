using System.Collections.Frozen;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>Client Context, steps 6, 9 and 15.</summary>
public sealed class ClientContextChecksTests
{
    private static readonly Client Anybody = new() { ClientId = "a", AuthenticationMethod = ClientAuthenticationMethod.None, GrantTypes = [] };

    [Fact]
    public void A_client_that_registered_nothing_may_send_every_type() => Assert.Null(Run(Anybody));

    [Fact]
    public void A_type_that_the_client_did_not_register_is_not_supported() =>
        Assert.Equal("unsupported_client_context_type", Run(Anybody with { ClientContextTypes = new ValueArray<string>(["app"]) }));

    [Fact]
    public void A_client_that_registered_no_type_may_send_none() =>
        Assert.Equal("unsupported_client_context_type", Run(Anybody with { ClientContextTypes = new ValueArray<string>([]) }));

    [Theory]
    [InlineData("app", "calendar", true)]
    [InlineData("app", "mail", false)]
    [InlineData("tenant", "example.com", true)]
    [InlineData("tenant", "other.example.com", false)]
    [InlineData("purpose", "urn:a:b", true)]
    [InlineData("purpose", "urn:a", false)]
    [InlineData("device", "x", true)]
    public void A_list_of_values_limits_the_selector_of_its_type(string type, string value, bool allowed)
    {
        Client client = Anybody with { ClientContextValues = new Dictionary<string, ValueArray<string>> { [type] = [value] }.ToFrozenDictionary(StringComparer.Ordinal) };
        Assert.Equal(allowed ? null : "invalid_client_context_value", Run(client));
    }

    [Fact]
    public void An_empty_list_allows_no_value() => Assert.Equal(
        "invalid_client_context_value",
        Run(Anybody with { ClientContextValues = new Dictionary<string, ValueArray<string>> { ["app"] = [] }.ToFrozenDictionary(StringComparer.Ordinal) }));

    [Fact]
    public void Without_a_nonce_the_request_is_invalid() => Assert.Equal("invalid_request", Run(Anybody, nonce: null));

    private static string? Run(Client client, string? nonce = "n") => ClientContextParser
        .Parse("""{"contexts":{"app":{"id":"calendar"},"tenant":{"id":"example.com"},"purpose":{"kind":"urn:a:b"}}}""")
        .Match(context => ClientContextChecks.Run(context, client, nonce)?.Code, error => throw new InvalidOperationException(error.Description));
}

using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Discovery;

/// <summary>What an authorization server says about itself. Unknown members are ignored.</summary>
/// <remarks>Source: OpenID Connect Discovery §3; RFC 8414 §2; RFC 9126 §5; RFC 9207 §3; Client Context draft, metadata.</remarks>
public sealed record ServerMetadata
{
    /// <summary>The issuer identifier, exactly as asked for.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where codes and tokens are redeemed.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>Where the person is sent.</summary>
    public Uri? AuthorizationEndpoint { get; init; }

    /// <summary>Where requests are pushed.</summary>
    public Uri? PushedAuthorizationRequestEndpoint { get; init; }

    /// <summary>The signing keys.</summary>
    public Uri? JwksUri { get; init; }

    /// <summary>Claims about the person.</summary>
    public Uri? UserInfoEndpoint { get; init; }

    /// <summary>Where tokens are revoked.</summary>
    public Uri? RevocationEndpoint { get; init; }

    /// <summary>Where a deferred request is cancelled; the name of the member is ours, the draft has none.</summary>
    public Uri? DeferredCancellationEndpoint { get; init; }

    /// <summary>Does every authorization answer carry <c>iss</c>?</summary>
    public bool AuthorizationResponseIssSupported { get; init; }

    /// <summary>Context types that may be sent; nothing listed means none.</summary>
    public ImmutableArray<string> ClientContextTypesSupported { get; init; } = [];

    /// <summary>Response types; nothing listed means not said.</summary>
    public ImmutableArray<string> ResponseTypesSupported { get; init; } = [];

    /// <summary>DPoP algorithms; nothing listed means not said.</summary>
    public ImmutableArray<string> DpopSigningAlgorithms { get; init; } = [];

    /// <summary>Reads the metadata of an issuer: OpenID Connect Discovery first, then RFC 8414.</summary>
    /// <param name="issuer">The issuer identifier: https, or http of this machine.</param>
    /// <param name="http">The application's client.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The metadata, or what is wrong with it.</returns>
    /// <exception cref="HttpRequestException">The network or the other side is down.</exception>
    public static Task<DiscoveryResult> DiscoverAsync(string issuer, HttpClient http, CancellationToken cancellation = default) =>
        MetadataReader.DiscoverAsync(issuer, new Transport(http), cancellation);

    /// <summary>An address below the issuer.</summary>
    internal Uri Below(string path) => new(Issuer.TrimEnd('/') + path);

    /// <summary>Reads a document.</summary>
    internal static DiscoveryResult Read(string issuer, JsonElement document)
    {
        if (document.Text("issuer") != issuer)
        {
            return new DiscoveryResult.Refused(DiscoveryFault.IssuerMismatch, "issuer");
        }

        bool secureOnly = issuer.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        string[] names =
        [
            "token_endpoint", "authorization_endpoint", "pushed_authorization_request_endpoint", "jwks_uri", "userinfo_endpoint",
            "revocation_endpoint", "deferred_authentication_cancellation_endpoint",
        ];
        Dictionary<string, Uri> endpoints = [];
        foreach (string name in names)
        {
            if (document.Member(name) is null or { ValueKind: JsonValueKind.Null })
            {
                continue;
            }

            if (!EndpointAddress.TryParse(document.Text(name), out Uri address) || (secureOnly && address.Scheme != Uri.UriSchemeHttps))
            {
                return new DiscoveryResult.Refused(DiscoveryFault.EndpointRefused, name);
            }

            endpoints[name] = address;
        }

        return endpoints.TryGetValue("token_endpoint", out Uri? token)
            ? new DiscoveryResult.Found(new ServerMetadata
            {
                Issuer = issuer,
                TokenEndpoint = token,
                AuthorizationEndpoint = endpoints.GetValueOrDefault("authorization_endpoint"),
                PushedAuthorizationRequestEndpoint = endpoints.GetValueOrDefault("pushed_authorization_request_endpoint"),
                JwksUri = endpoints.GetValueOrDefault("jwks_uri"),
                UserInfoEndpoint = endpoints.GetValueOrDefault("userinfo_endpoint"),
                RevocationEndpoint = endpoints.GetValueOrDefault("revocation_endpoint"),
                DeferredCancellationEndpoint = endpoints.GetValueOrDefault("deferred_authentication_cancellation_endpoint"),
                AuthorizationResponseIssSupported = document.IsTrue("authorization_response_iss_parameter_supported"),
                ClientContextTypesSupported = document.Texts("client_context_types_supported"),
                ResponseTypesSupported = document.Texts("response_types_supported"),
                DpopSigningAlgorithms = document.Texts("dpop_signing_alg_values_supported"),
            })
            : new DiscoveryResult.Refused(DiscoveryFault.MemberMissing, "token_endpoint");
    }
}

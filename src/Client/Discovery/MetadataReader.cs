using System.Net;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Discovery;

/// <summary>Fetches metadata from the two well-known places.</summary>
/// <remarks>Source: OpenID Connect Discovery §4.1 (path after the issuer's); RFC 8414 §3.1 (path before it).</remarks>
internal static class MetadataReader
{
    public static async Task<DiscoveryResult> DiscoverAsync(string issuer, Transport transport, CancellationToken cancellation)
    {
        if (!EndpointAddress.TryParse(issuer, out Uri address) || address.Query.Length > 0)
        {
            return new DiscoveryResult.Refused(DiscoveryFault.IssuerRefused, "issuer");
        }

        string path = address.AbsolutePath.TrimEnd('/');
        string[] places =
        [
            $"{EndpointAddress.Origin(address)}{path}/.well-known/openid-configuration",
            $"{EndpointAddress.Origin(address)}/.well-known/oauth-authorization-server{path}",
        ];
        foreach (string place in places)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, place);
            WireAnswer answer = await transport.SendAsync(request, cancellation);
            if (answer.IsSuccess && answer.Json is not null)
            {
                // A document for another issuer ends the search: the second place may not repair a mix-up.
                return ServerMetadata.Read(issuer, answer.Json.Value);
            }

            if (answer.Status != HttpStatusCode.NotFound)
            {
                return new DiscoveryResult.Refused(DiscoveryFault.Unreadable, answer.Fault ?? $"status {(int)answer.Status}");
            }
        }

        return new DiscoveryResult.Refused(DiscoveryFault.NotFound, issuer);
    }
}

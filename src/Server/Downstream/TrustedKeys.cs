using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Downstream;

/// <summary>The current keys of the providers that are trusted; learned from configuration and their metadata, never from a token.</summary>
internal sealed class TrustedKeys(IHttpClientFactory http, IOptions<ResourceRoleOptions> options)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "trusted-issuers";

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> managers = new(StringComparer.Ordinal);

    /// <summary>The row of an issuer, or null when it is not trusted.</summary>
    public TrustedIssuerOptions? Row(string issuer) => options.Value.Issuers.FirstOrDefault(row => row.Issuer == issuer);

    /// <summary>The keys of a trusted issuer.</summary>
    /// <param name="row">The issuer.</param>
    /// <param name="again">Whether a key was missing and the metadata is to be read anew, as far as its own pacing allows.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The keys; null when the provider's metadata cannot be read now.</returns>
    public async Task<IReadOnlyList<SecurityKey>?> OfAsync(TrustedIssuerOptions row, bool again, CancellationToken cancellation)
    {
        if (row.JwksPath.Length > 0)
        {
            return [.. new JsonWebKeySet(await File.ReadAllTextAsync(row.JwksPath, cancellation)).GetSigningKeys()];
        }

        ConfigurationManager<OpenIdConnectConfiguration> manager = managers.GetOrAdd(row.Issuer, Manager);
        if (again)
        {
            manager.RequestRefresh();
        }

        try
        {
            OpenIdConnectConfiguration metadata = await manager.GetConfigurationAsync(cancellation);
            return metadata.Issuer == row.Issuer ? [.. metadata.SigningKeys] : [];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Manager(string issuer) => new(
        issuer + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http.CreateClient(HttpClientName)) { RequireHttps = !new Uri(issuer).IsLoopback });
}

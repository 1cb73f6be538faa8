using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>Reads the keys that the issuer's metadata names, and keeps them.</summary>
/// <remarks>Source: RFC 8414 §2, §3; RFC 9068 §4.</remarks>
internal sealed class IssuerKeys(IHttpClientFactory http, IOptions<GuardOptions> options) : IIssuerKeys
{
    private const string WellKnown = "/.well-known/oauth-authorization-server";

    private readonly ConfigurationManager<OpenIdConnectConfiguration> metadata = new(
        options.Value.Issuer + WellKnown,
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http.CreateClient()) { RequireHttps = !new Uri(options.Value.Issuer).IsLoopback });

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<SecurityKey>?> ReadAsync(bool again, CancellationToken cancellation)
    {
        if (again)
        {
            metadata.RequestRefresh();
        }

        try
        {
            OpenIdConnectConfiguration read = await metadata.GetConfigurationAsync(cancellation);
            return read.Issuer == options.Value.Issuer ? [.. read.SigningKeys] : [];
        }
        catch (InvalidOperationException)
        {
            // The library's word for "the document could not be read".
            return null;
        }
    }
}

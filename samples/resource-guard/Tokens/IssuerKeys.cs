using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>Reads the issuer's metadata and the keys that it names, and keeps them.</summary>
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

        return await MetadataAsync(cancellation) is { } read ? IsIts(read) ? [.. read.SigningKeys] : [] : null;
    }

    /// <inheritdoc/>
    public async Task<Uri?> IntrospectionEndpointAsync(CancellationToken cancellation) =>
        await MetadataAsync(cancellation) is { } read && IsIts(read) && Uri.TryCreate(read.IntrospectionEndpoint, UriKind.Absolute, out Uri? endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)
            ? endpoint
            : null;

    private bool IsIts(OpenIdConnectConfiguration read) => read.Issuer == options.Value.Issuer;

    private async Task<OpenIdConnectConfiguration?> MetadataAsync(CancellationToken cancellation)
    {
        try
        {
            return await metadata.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException)
        {
            // The library's word for "the document could not be read".
            return null;
        }
    }
}

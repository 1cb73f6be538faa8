using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>The one issuer that is trusted: its keys, and where it is asked.</summary>
internal interface IIssuerKeys
{
    /// <summary>Its keys.</summary>
    /// <param name="again">Whether a key was missing and they are to be read anew, as far as the pacing allows.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The keys; null when they cannot be read now.</returns>
    Task<IReadOnlyCollection<SecurityKey>?> ReadAsync(bool again, CancellationToken cancellation);

    /// <summary>Where it says whether a token is honoured (RFC 7662).</summary>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The address; null when it names none or cannot be read now.</returns>
    Task<Uri?> IntrospectionEndpointAsync(CancellationToken cancellation);
}

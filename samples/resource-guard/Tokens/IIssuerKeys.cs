using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>The keys of the one issuer that is trusted.</summary>
internal interface IIssuerKeys
{
    /// <summary>Its keys.</summary>
    /// <param name="again">Whether a key was missing and they are to be read anew, as far as the pacing allows.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The keys; null when they cannot be read now.</returns>
    Task<IReadOnlyCollection<SecurityKey>?> ReadAsync(bool again, CancellationToken cancellation);
}

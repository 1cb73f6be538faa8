using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Tokens;

/// <summary>Reads tokens that this server signed: type, signature, issuer and time. Whether one is still honoured is the store's word.</summary>
internal sealed class OwnTokens(KeyRing keys, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="type">The <c>typ</c> that it has to have.</param>
    /// <param name="evenExpired">Whether its end does not matter.</param>
    /// <returns>The token, or null when it is not ours, of another type, altered or expired.</returns>
    public async Task<JsonWebToken?> ReadAsync(string token, string type, bool evenExpired = false)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        DateTime now = time.GetUtcNow().UtcDateTime;
        TokenValidationResult result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidTypes = [type],
            ValidAlgorithms = SigningAlgorithms.Names,
            IssuerSigningKeys = keys.VerificationKeys,
            ValidateAudience = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            // The library's own check reads the machine's clock.
            LifetimeValidator = (_, expires, _, _) => evenExpired || expires > now,
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }
}

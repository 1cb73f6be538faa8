using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Dpop;

/// <summary>A refusal as the endpoint has to tell it: 400 at the authorization server, 401 with a challenge at a resource.</summary>
/// <remarks>Source: RFC 9449 §5, §7.1, §8, §9.</remarks>
internal static class DpopChallenge
{
    /// <summary>Completes a refusal.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="use">What the proof was presented for.</param>
    /// <param name="nonce">The nonce for the next proof.</param>
    public static OAuthError For(OAuthError error, DpopUse use, string nonce)
    {
        OAuthError told = error.Code == OAuthErrors.UseDpopNonce.Code ? error.WithHeader(DpopProof.NonceHeader, nonce) : error;
        return use.AccessToken is null ? told : (told with { Status = StatusCodes.Status401Unauthorized }).WithHeader("WWW-Authenticate", Challenge(error));
    }

    /// <summary>The challenge for a request without a token, or with one that is no good.</summary>
    /// <param name="error">Why the token is no good, or null when none was sent.</param>
    public static string Challenge(OAuthError? error)
    {
        string algorithms = $"algs=\"{string.Join(' ', SigningAlgorithms.Names)}\"";
        return error is null ? $"DPoP {algorithms}"
            : error.Description is null ? $"DPoP error=\"{error.Code}\", {algorithms}"
            : $"DPoP error=\"{error.Code}\", error_description=\"{error.Description}\", {algorithms}";
    }
}

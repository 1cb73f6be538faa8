using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Proofs;

/// <summary>Verifies the DPoP proof of a request with a token. The numbers are those of RFC 9449 §4.3.</summary>
internal sealed class ProofVerifier(ProofReplay replay, ProofNonces nonces, IOptions<GuardOptions> options, TimeProvider time)
{
    private const string Header = "DPoP";
    private const int MaxLength = 4096;
    private const int MaxIdLength = 128;

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Verifies.</summary>
    /// <param name="http">The request.</param>
    /// <param name="token">The access token.</param>
    /// <param name="thumbprint">The key that it is bound to.</param>
    /// <returns>Null when it holds.</returns>
    public async Task<Refusal?> VerifyAsync(HttpContext http, string token, string thumbprint)
    {
        // 1. One header. 2. One well-formed JWT.
        StringValues headers = http.Request.Headers[Header];
        if (headers is not [{ } text] || !CompactJwt.TryParse(text, MaxLength, out CompactJwt? proof))
        {
            return Refusal.InvalidProof("exactly one DPoP header with a signed JWT is needed");
        }

        // 4. typ. 5. An asymmetric algorithm that we take. 7. No private key. 6. The signature.
        if (proof.Header.Text("typ") != "dpop+jwt" || proof.Header.Text("alg") is not { } algorithm || !Refusal.Algorithms.Contains(algorithm, StringComparer.Ordinal)
            || proof.Header.Object("jwk") is not { } jwk || ProofKey.Read(jwk, algorithm) is not { } key || !await IsSignedAsync(text, key, algorithm))
        {
            return Refusal.InvalidProof("typ, alg, jwk and signature have to be those of a proof");
        }

        // 3. Every claim. 8, 9. Of this very request.
        if (proof.Claims.Text("jti") is not { Length: <= MaxIdLength } id || proof.Claims.Text("htm") is not { } method
            || proof.Claims.Text("htu") is not { } address || proof.Claims.Seconds("iat") is not { } issued)
        {
            return Refusal.InvalidProof("jti, htm, htu and iat are needed");
        }

        string here = options.Value.Audience + http.Request.PathBase + http.Request.Path;
        if (method != http.Request.Method || !IsSame(address, here))
        {
            return Refusal.InvalidProof("htm and htu are not those of the request");
        }

        // 12. The token, and the key that it is bound to. Before the nonce: whoever has another key learns nothing.
        if (ProofKey.Thumbprint(key) != thumbprint || proof.Claims.Text("ath") != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))))
        {
            return Refusal.InvalidProof("the proof is not of the key and the token");
        }

        // 10. The nonce, when we ask for one; a stale one is never taken.
        if (proof.Claims.Text("nonce") is { } nonce ? !nonces.IsGood(nonce) : options.Value.RequireNonce)
        {
            return Refusal.UseNonce;
        }

        // 11. Now, and once.
        DateTimeOffset now = time.GetUtcNow();
        long seconds = now.ToUnixTimeSeconds();
        return issued < seconds - options.Value.ProofSeconds || issued > seconds + options.Value.SkewSeconds ? Refusal.InvalidProof("iat is not now")
            : !replay.TryUse(here, id, now.AddSeconds(options.Value.ProofSeconds + (2 * options.Value.SkewSeconds))) ? Refusal.InvalidProof("the proof was used before")
            : null;
    }

    private async Task<bool> IsSignedAsync(string text, JsonWebKey key, string algorithm) => (await handler.ValidateTokenAsync(text, new TokenValidationParameters
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [algorithm],
        ValidTypes = ["dpop+jwt"],
        RequireSignedTokens = true,
        ValidateAudience = false,
        ValidateIssuer = false,
        ValidateLifetime = false,
    })).IsValid;

    // RFC 9449 §4.3: without query and fragment, after normalisation of syntax and scheme.
    private static bool IsSame(string claimed, string here) =>
        Uri.TryCreate(claimed, UriKind.Absolute, out Uri? one) && Uri.TryCreate(here, UriKind.Absolute, out Uri? other) && Plain(one) == Plain(other);

    private static string Plain(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}

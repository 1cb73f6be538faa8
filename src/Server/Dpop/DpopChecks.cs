using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Dpop;

/// <summary>The checks of a well-formed proof against its request, in their order, on one page. The numbers are those of the specification.</summary>
/// <remarks>The signature comes late because it is the only dear one. Source: RFC 9449 §4.3.</remarks>
internal static class DpopChecks
{
    /// <summary>How far a client's clock may be ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(10);

    private static readonly Check[] InOrder = [Method, Url, Nonce, Time, AccessToken, Signature, BoundKey];

    private delegate OAuthError? Check(DpopProof proof, DpopExpectation expected);

    /// <summary>Runs the checks.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="expected">What it has to fit.</param>
    /// <returns>The first refusal, or null.</returns>
    public static OAuthError? Run(DpopProof proof, DpopExpectation expected)
    {
        foreach (Check check in InOrder)
        {
            if (check(proof, expected) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    // 8. Methods are case-sensitive (RFC 9110 §9.1).
    private static OAuthError? Method(DpopProof proof, DpopExpectation expected) =>
        proof.Method == expected.Method ? null : Refuse("htm is not the method of this request");

    // 9
    private static OAuthError? Url(DpopProof proof, DpopExpectation expected) =>
        proof.Url == expected.Url ? null : Refuse("htu is not the URL of this endpoint");

    // 10
    private static OAuthError? Nonce(DpopProof proof, DpopExpectation expected) => proof.Nonce switch
    {
        null when expected.RequiresNonce => OAuthErrors.UseDpopNonce.Because("a nonce is needed"),
        { } nonce when !expected.IsRecentNonce(nonce) => OAuthErrors.UseDpopNonce.Because("the nonce is not a recent one"),
        _ => null,
    };

    // 11
    private static OAuthError? Time(DpopProof proof, DpopExpectation expected) =>
        proof.IssuedAt > expected.Now + Ahead ? Refuse("iat is in the future")
        : expected.Now - proof.IssuedAt > expected.MaxAge ? Refuse("iat is too long ago")
        : null;

    // 12, first half
    private static OAuthError? AccessToken(DpopProof proof, DpopExpectation expected) =>
        expected.Use.AccessToken is not { } token || proof.AccessTokenHash == HashOf(token) ? null : Refuse("ath is not the hash of the access token");

    // 6
    private static OAuthError? Signature(DpopProof proof, DpopExpectation expected) =>
        proof.Jws.IsSignedBy(proof.Key) ? null : Refuse("the signature does not fit jwk");

    // 12, second half
    private static OAuthError? BoundKey(DpopProof proof, DpopExpectation expected) =>
        expected.Use.BoundThumbprint is not { } bound || proof.Thumbprint == bound
            ? null
            : OAuthErrors.InvalidToken.Because("the access token is bound to another key");

    private static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidDpopProof.Because(problem);
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Server.Protocol;

/// <summary>Proof Key for Code Exchange, method S256 only.</summary>
/// <remarks>Source: RFC 7636 §4; RFC 9700 §2.1.1 (plain refused).</remarks>
internal static class Pkce
{
    /// <summary>The only accepted <c>code_challenge_method</c>.</summary>
    public const string Method = "S256";

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Is this a well-formed verifier: 43 to 128 unreserved characters?</summary>
    /// <param name="verifier">The verifier.</param>
    public static bool IsVerifier(string? verifier) =>
        verifier is { Length: >= 43 and <= 128 } && !verifier.AsSpan().ContainsAnyExcept(Unreserved);

    /// <summary>Is this a well-formed S256 challenge: base64url of exactly 32 bytes?</summary>
    /// <param name="challenge">The challenge.</param>
    public static bool IsChallenge(string? challenge) => Base64UrlText.TryDecode(challenge, out byte[]? bytes) && bytes.Length == 32;

    /// <summary>The challenge of a verifier.</summary>
    /// <param name="verifier">A well-formed verifier.</param>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Does the verifier belong to the challenge? Compared in constant time.</summary>
    /// <param name="verifier">The verifier as sent.</param>
    /// <param name="challenge">The challenge as stored.</param>
    public static bool Matches(string? verifier, string challenge) =>
        IsVerifier(verifier)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Challenge(verifier!)), Encoding.ASCII.GetBytes(challenge));
}

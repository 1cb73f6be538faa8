using System.Buffers.Text;
using System.Security.Cryptography;

namespace MissionPolicy.Client.Keys;

/// <summary>Random texts for state, nonce, verifier and identifiers.</summary>
internal static class RandomText
{
    /// <summary>256 random bits, base64url, 43 characters.</summary>
    public static string Next() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

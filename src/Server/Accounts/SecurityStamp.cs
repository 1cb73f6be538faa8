using System.Buffers.Text;
using System.Security.Cryptography;

namespace MissionPolicy.Server.Accounts;

/// <summary>Makes values that nobody can guess.</summary>
internal static class SecurityStamp
{
    /// <summary>128 random bits, base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace MissionPolicy.Server.Tokens;

/// <summary>Fresh handles that nobody can guess: a prefix that tells people what it is, then random characters of base64url.</summary>
internal static class OpaqueHandle
{
    public const string Mission = "m_";
    public const string MissionRef = "mr_";
    public const string Code = "ac_";
    public const string DeferredCode = "dc_";
    public const string DeferredAuthorization = "da_";
    public const string DeferralCode = "df_";
    public const string Entrance = "in_";
    public const string Refresh = "rt_";
    public const string AccessToken = "at_";
    public const string IdToken = "it_";
    public const string Assertion = "idj_";
    public const string Family = "gf_";
    public const string Interaction = "ia_";
    public const string Request = "pr_";

    /// <summary>A handle with 192 random bits.</summary>
    /// <param name="prefix">One of the prefixes of this page.</param>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Dpop;

/// <summary>Writes DPoP proofs.</summary>
/// <remarks>Source: RFC 9449 §4.2.</remarks>
internal static class DpopProof
{
    /// <summary>One proof for one request.</summary>
    /// <param name="key">The Mission's key.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The address; query and fragment are left out of <c>htu</c>.</param>
    /// <param name="now">The time of issue.</param>
    /// <param name="nonce">The server's nonce.</param>
    /// <param name="accessToken">The access token it goes with.</param>
    public static string Write(AgentKey key, HttpMethod method, Uri address, DateTimeOffset now, string? nonce, string? accessToken) => key.Sign(
        JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("jti", RandomText.Next());
            writer.WriteString("htm", method.Method);
            writer.WriteString("htu", address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            if (nonce is not null)
            {
                writer.WriteString("nonce", nonce);
            }

            if (accessToken is not null)
            {
                writer.WriteString("ath", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))));
            }

            writer.WriteEndObject();
        }),
        "dpop+jwt",
        keyId: null);
}

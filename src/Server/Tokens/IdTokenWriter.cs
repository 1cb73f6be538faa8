using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tokens;

/// <summary>Writes ID Tokens: evidence of one sign-in and of the context that was applied in it. Holds no Mission handle.</summary>
/// <remarks>Source: OpenID Connect Core §2, §3.1.3.6; Client Context draft, ID Token claim.</remarks>
internal sealed class IdTokenWriter(TokenSigner signer, IOptions<ServerOptions> options)
{
    public string Write(IdTokenClaims claims) => signer.Sign(TokenSigner.IdTokenType, writer =>
    {
        writer.WriteString("iss", options.Value.Issuer);
        writer.WriteString("sub", claims.Subject);
        writer.WriteString("aud", claims.ClientId);
        WireJson.Optional(writer, "nonce", claims.Nonce);
        WireJson.Seconds(writer, "iat", claims.IssuedAt);
        WireJson.Seconds(writer, "exp", claims.ExpiresAt);
        writer.WriteString("jti", claims.TokenId);
        if (!claims.SignIn.IsNone)
        {
            WireJson.Seconds(writer, "auth_time", claims.SignIn.At);
            writer.WriteString("acr", claims.SignIn.Acr);
            WireJson.Strings(writer, "amr", claims.SignIn.Amr);
            writer.WriteString("sid", claims.SignIn.SessionId);
        }

        WireJson.Raw(writer, "client_context", claims.ClientContext);
        if (claims.AccessToken is not null)
        {
            writer.WriteString("at_hash", HalfHash(claims.AccessToken));
        }

        if (claims.IsInterim)
        {
            writer.WriteBoolean("interim", true);
        }
    });

    // Both algorithms of ours hash with SHA-256: the left 128 bits.
    private static string HalfHash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 16));
}

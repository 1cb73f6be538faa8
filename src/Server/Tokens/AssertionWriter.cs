using Microsoft.Extensions.Options;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tokens;

/// <summary>Writes ID-JAGs.</summary>
/// <remarks>Source: ID-JAG draft §3.1; id-jag digest §3.</remarks>
internal sealed class AssertionWriter(TokenSigner signer, IOptions<ServerOptions> options)
{
    private const string NoParams = "{}";

    public string Write(AssertionClaims claims) => signer.Sign(TokenSigner.AssertionType, writer =>
    {
        writer.WriteString("iss", options.Value.Issuer);
        writer.WriteString("sub", claims.Subject);
        writer.WriteString("aud", claims.Audience);
        writer.WriteString("client_id", claims.ClientId);
        WireJson.Seconds(writer, "iat", claims.IssuedAt);
        WireJson.Seconds(writer, "exp", claims.ExpiresAt);
        writer.WriteString("jti", claims.TokenId);
        WireJson.Optional(writer, "resource", claims.Resource);
        if (!claims.Scopes.IsEmpty)
        {
            writer.WriteString("scope", string.Join(' ', claims.Scopes));
        }

        writer.WriteString("mission_ref", claims.MissionRef);
        MissionClaim.Write(writer, claims.Mission);
        writer.WriteString("purpose_kind", claims.PurposeKind);
        if (claims.Params != NoParams)
        {
            WireJson.Raw(writer, "params", claims.Params);
        }

        WireJson.Raw(writer, "authorization_details", claims.AuthorizationDetails);
        WireJson.Optional(writer, "tenant", claims.Tenant);
        if (claims.Acr.Length > 0)
        {
            writer.WriteString("acr", claims.Acr);
            WireJson.Seconds(writer, "auth_time", claims.AuthTime);
        }

        AccessTokenWriter.Confirmation(writer, claims.KeyThumbprint);
        AccessTokenWriter.Actor(writer, claims.Actor, options.Value.Issuer);
    });
}

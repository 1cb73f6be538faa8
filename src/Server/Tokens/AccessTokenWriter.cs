using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.StatusLists;

namespace MissionPolicy.Server.Tokens;

/// <summary>Writes access tokens.</summary>
/// <remarks>Source: RFC 9068 §2; RFC 9449 §6.1; derivation digest §6.</remarks>
internal sealed class AccessTokenWriter(TokenSigner signer, IOptions<ServerOptions> options)
{
    public string Write(AccessTokenClaims claims) => signer.Sign(TokenSigner.AccessTokenType, writer =>
    {
        writer.WriteString("iss", options.Value.Issuer);
        writer.WriteString("sub", claims.Subject);
        writer.WriteString("aud", claims.Audience);
        writer.WriteString("client_id", claims.ClientId);
        WireJson.Seconds(writer, "iat", claims.IssuedAt);
        WireJson.Seconds(writer, "exp", claims.ExpiresAt);
        writer.WriteString("jti", claims.TokenId);
        if (!claims.Scopes.IsEmpty)
        {
            writer.WriteString("scope", string.Join(' ', claims.Scopes));
        }

        if (claims.SignIn is { IsNone: false } signIn)
        {
            WireJson.Seconds(writer, "auth_time", signIn.At);
            writer.WriteString("acr", signIn.Acr);
            WireJson.Strings(writer, "amr", signIn.Amr);
        }

        WireJson.Raw(writer, "authorization_details", claims.AuthorizationDetails);
        WireJson.Optional(writer, "mission_ref", claims.MissionRef);
        if (claims.MissionProvisional)
        {
            writer.WriteBoolean("mission_provisional", true);
        }

        MissionClaim.Write(writer, claims.Mission);
        Status(writer, claims.Status);
        Confirmation(writer, claims.KeyThumbprint);
        Actor(writer, claims.Actor, claims.ActorIssuer ?? options.Value.Issuer);
    });

    // draft-ietf-oauth-status-list §6.2.
    private void Status(Utf8JsonWriter writer, StatusPlace? place)
    {
        if (place is { } taken)
        {
            writer.WriteStartObject("status");
            writer.WriteStartObject("status_list");
            writer.WriteNumber("idx", taken.Index);
            writer.WriteString("uri", StatusListSigner.Url(options.Value, taken.List));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    /// <summary>The key that the token is bound to (RFC 9449 §6.1).</summary>
    public static void Confirmation(Utf8JsonWriter writer, string thumbprint)
    {
        writer.WriteStartObject("cnf");
        writer.WriteString("jkt", thumbprint);
        writer.WriteEndObject();
    }

    /// <summary>The verified actor, in our words (RFC 8693 §4.1).</summary>
    public static void Actor(Utf8JsonWriter writer, string? actor, string issuer)
    {
        if (actor is not null)
        {
            writer.WriteStartObject("act");
            writer.WriteString("sub", actor);
            writer.WriteString("iss", issuer);
            writer.WriteEndObject();
        }
    }
}

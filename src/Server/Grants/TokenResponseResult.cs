using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>Writes a token response, never cached.</summary>
/// <remarks>Source: RFC 6749 §5.1.</remarks>
internal sealed class TokenResponseResult(TokenResponse response) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        return JsonBody.WriteAsync(httpContext.Response, "application/json", Write);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("access_token", response.AccessToken);
        WireJson.Optional(writer, "issued_token_type", response.IssuedTokenType);
        writer.WriteString("token_type", response.TokenType);
        writer.WriteNumber("expires_in", response.ExpiresIn);
        WireJson.Optional(writer, "scope", response.Scope);
        WireJson.Optional(writer, "refresh_token", response.RefreshToken);
        WireJson.Optional(writer, "id_token", response.IdToken);
        WireJson.Raw(writer, "authorization_details", response.AuthorizationDetails);
        WireJson.Optional(writer, "mission_ref", response.MissionRef);
        WireJson.Optional(writer, "mission_id", response.MissionId);
        WireJson.Optional(writer, "mission_expires_at", response.MissionExpiresAt is { } end ? FactText.End(end) : null);
        if (response.MissionProvisional)
        {
            writer.WriteBoolean("mission_provisional", true);
        }

        writer.WriteEndObject();
    }
}

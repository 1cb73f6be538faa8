using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>A successful answer of a token endpoint, read; unknown members ignored.</summary>
/// <remarks>Source: RFC 6749 §5.1; RFC 8693 §2.2.1; RFC 9396 §7.</remarks>
internal sealed record TokenAnswer
{
    public required SecretText AccessToken { get; init; }

    public required string TokenType { get; init; }

    /// <summary>The end of the access token; a server that names none gets its token used once.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public string? IssuedTokenType { get; init; }

    public SecretText? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    public string? Scope { get; init; }

    public string? MissionRef { get; init; }

    public DateTimeOffset? MissionExpiresAt { get; init; }

    public ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; } = [];

    /// <summary>Is the token bound to our key?</summary>
    public bool IsBound => TokenType.Equals("DPoP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads.</summary>
    /// <returns>Null when a required member is missing.</returns>
    public static TokenAnswer? Of(JsonElement body, DateTimeOffset now) =>
        body.Text("access_token") is string token && body.Text("token_type") is string type
            ? new TokenAnswer
            {
                AccessToken = new SecretText(token),
                TokenType = type,
                ExpiresAt = now + (body.Seconds("expires_in") ?? TimeSpan.Zero),
                IssuedTokenType = body.Text("issued_token_type"),
                RefreshToken = body.Text("refresh_token") is string refresh ? new SecretText(refresh) : null,
                IdToken = body.Text("id_token"),
                Scope = body.Text("scope"),
                MissionRef = body.Text("mission_ref"),
                MissionExpiresAt = body.Instant("mission_expires_at"),
                AuthorizationDetails =
                    [.. body.Items("authorization_details").Where(item => item.ValueKind == JsonValueKind.Object).Select(AuthorizationDetail.Raw)],
            }
            : null;
}

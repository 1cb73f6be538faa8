using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Downstream;

/// <summary>Reads assertions of trusted providers. Every refusal looks the same outside: <c>invalid_grant</c>.</summary>
/// <remarks>Source: RFC 7523 §3; ID-JAG draft §4.4; id-jag digest §5, steps 2 to 7.</remarks>
internal sealed class AssertionReader(
    TrustedKeys keys, IOptions<ServerOptions> server, IOptions<ResourceRoleOptions> options, TimeProvider time)
{
    /// <summary>The answer when the issuer's keys cannot be had now: nothing is wrong with the assertion.</summary>
    public const string KeysUnavailable = "keys_unavailable";

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = OwnTokens.MaxLength };

    /// <summary>Reads an assertion.</summary>
    /// <param name="text">The assertion as it came.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The assertion, or why it is refused: for the log and evidence, not for the caller.</returns>
    public async Task<(ReceivedAssertion? Assertion, string? Why)> ReadAsync(string text, CancellationToken cancellation)
    {
        // 2, 3, 4. One token of the right type, of an issuer that is trusted beforehand.
        if (!CompactJws.TryParse(text, OwnTokens.MaxLength, out CompactJws? jws, out _))
        {
            return (null, "not_a_jwt");
        }

        if (jws.Type != TokenSigner.AssertionType)
        {
            return (null, "wrong_typ");
        }

        if (jws.Claims.Text("iss") is not { } issuer || issuer == server.Value.Issuer || keys.Row(issuer) is not { } row)
        {
            return (null, "issuer_not_trusted");
        }

        // 5. Its current key; a kid that is not known yet may be a rotated one.
        TokenValidationResult? result = await VerifyAsync(text, row, again: false, cancellation);
        if (result is { IsValid: false, Exception: SecurityTokenSignatureKeyNotFoundException })
        {
            result = await VerifyAsync(text, row, again: true, cancellation);
        }

        if (result is not { IsValid: true })
        {
            return (null, result is null ? KeysUnavailable : "signature");
        }

        // 6, 7. For this server alone, now, and not for longer than we take.
        return jws.Claims.Audiences() is not [var audience] || audience != server.Value.Issuer ? (null, "audience")
            : Times(jws.Claims) is { } times ? (null, times)
            : Claims(issuer, jws.Claims);
    }

    private async Task<TokenValidationResult?> VerifyAsync(
        string text, TrustedIssuerOptions row, bool again, CancellationToken cancellation) =>
        await keys.OfAsync(row, again, cancellation) is not { } known ? null : await handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = row.Issuer,
            ValidTypes = [TokenSigner.AssertionType],
            ValidAlgorithms = SigningAlgorithms.Names,
            IssuerSigningKeys = known,
            TryAllIssuerSigningKeys = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireSignedTokens = true,
        });

    private string? Times(JwtClaims claims)
    {
        DateTimeOffset now = time.GetUtcNow();
        return !claims.TryTime("exp", out DateTimeOffset? exp) || exp is null || !claims.TryTime("iat", out DateTimeOffset? iat) || iat is null ? "times_missing"
            : exp <= now ? "expired"
            : iat > now + TimeSpan.FromSeconds(options.Value.SkewSeconds) ? "issued_in_the_future"
            : exp - iat > TimeSpan.FromSeconds(options.Value.MaxAssertionSeconds) ? "too_long"
            : null;
    }

    private static (ReceivedAssertion? Assertion, string? Why) Claims(string issuer, JwtClaims claims)
    {
        if (claims.Text("jti") is not { Length: <= 256 } id || claims.Text("sub") is not { } subject || claims.Text("client_id") is not { } client
            || Member(claims, "cnf", "jkt") is not { } jkt || claims.Text("mission_ref") is not { } missionRef || claims.Text("purpose_kind") is not { } kind)
        {
            return (null, "claims_missing");
        }

        ValueArray<MissionDetail> details = [];
        if (claims.Value.TryGetProperty("authorization_details", out JsonElement json)
            && !(MissionDetailsParser.Parse(json.GetRawText(), DetailUse.Projection).TryGet(out details, out _) && details.All(detail => detail.MissionRef == missionRef)))
        {
            return (null, "details");
        }

        _ = claims.TryTime("iat", out DateTimeOffset? issued);
        _ = claims.TryTime("exp", out DateTimeOffset? end);
        return (new ReceivedAssertion
        {
            Issuer = issuer,
            TokenId = id,
            Subject = subject,
            ClientId = client,
            KeyThumbprint = jkt,
            IssuedAt = issued!.Value,
            ExpiresAt = end!.Value,
            MissionRef = missionRef,
            PurposeKind = kind,
            Resource = claims.Text("resource"),
            Scopes = (claims.Text("scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet(),
            Details = details,
            Acr = claims.Text("acr"),
            Tenant = claims.Text("tenant"),
            Actor = Member(claims, "act", "sub"),
            ActorIssuer = Member(claims, "act", "iss"),
        }, null);
    }

    private static string? Member(JwtClaims claims, string name, string member) =>
        claims.Value.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? new JwtClaims(value).Text(member) : null;
}

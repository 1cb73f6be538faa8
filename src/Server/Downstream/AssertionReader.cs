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
internal sealed class AssertionReader(TrustedKeys keys, IOptions<ServerOptions> server, IOptions<ResourceRoleOptions> options, TimeProvider time)
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
        if (text.Length > OwnTokens.MaxLength || !handler.CanReadToken(text) || Parse(text) is not { } unverified)
        {
            return (null, "not_a_jwt");
        }

        if (unverified.Typ != TokenSigner.AssertionType)
        {
            return (null, "wrong_typ");
        }

        if (unverified.Issuer == server.Value.Issuer || keys.Row(unverified.Issuer) is not { } row)
        {
            return (null, "issuer_not_trusted");
        }

        // A header that has to be understood and is not (RFC 7515 §4.1.11).
        if (unverified.TryGetHeaderValue("crit", out object _))
        {
            return (null, "crit");
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
        JsonWebToken token = (JsonWebToken)result.SecurityToken;
        string[] audiences = [.. token.Audiences];
        return audiences is not [var audience] || audience != server.Value.Issuer ? (null, "audience")
            : Times(token) is { } times ? (null, times)
            : Claims(token);
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    private async Task<TokenValidationResult?> VerifyAsync(string text, TrustedIssuerOptions row, bool again, CancellationToken cancellation) =>
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

    private string? Times(JsonWebToken token)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan skew = TimeSpan.FromSeconds(options.Value.SkewSeconds);
        if (!token.TryGetPayloadValue("exp", out long exp) || !token.TryGetPayloadValue("iat", out long iat))
        {
            return "times_missing";
        }

        return exp <= now.ToUnixTimeSeconds() ? "expired"
            : iat > (now + skew).ToUnixTimeSeconds() ? "issued_in_the_future"
            : exp > iat + options.Value.MaxAssertionSeconds ? "too_long"
            : null;
    }

    // The payload is read as what it is: the library's own reading of a claim depends on the type that is asked for.
    private static (ReceivedAssertion? Assertion, string? Why) Claims(JsonWebToken token)
    {
        if (!Base64UrlText.TryDecode(token.EncodedPayload, out byte[]? bytes) || !StrictJson.TryParse(bytes, OwnTokens.MaxLength, out JsonElement claims))
        {
            return (null, "not_a_jwt");
        }

        string? jkt = Member(claims, "cnf", "jkt");
        if (Text(claims, "jti") is not { Length: <= 256 } id || Text(claims, "sub") is not { } subject || Text(claims, "client_id") is not { } client
            || jkt is null || Text(claims, "mission_ref") is not { } missionRef || Text(claims, "purpose_kind") is not { } kind)
        {
            return (null, "claims_missing");
        }

        ValueArray<MissionDetail> details = [];
        if (claims.TryGetProperty("authorization_details", out JsonElement json)
            && !(MissionDetailsParser.Parse(json.GetRawText(), DetailUse.Projection).TryGet(out details, out _) && details.All(detail => detail.MissionRef == missionRef)))
        {
            return (null, "details");
        }

        return (new ReceivedAssertion
        {
            Issuer = token.Issuer,
            TokenId = id,
            Subject = subject,
            ClientId = client,
            KeyThumbprint = jkt,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(token.GetPayloadValue<long>("exp")),
            MissionRef = missionRef,
            PurposeKind = kind,
            Resource = Text(claims, "resource"),
            Scopes = (Text(claims, "scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSortedSet(),
            Details = details,
            Acr = Text(claims, "acr"),
            Tenant = Text(claims, "tenant"),
            Actor = Member(claims, "act", "sub"),
            ActorIssuer = Member(claims, "act", "iss"),
        }, null);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Member(JsonElement claims, string name, string member) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? Text(value, member) : null;
}

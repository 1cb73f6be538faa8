using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>Reads access tokens: of our issuer, for us, alive, bound to a key and to a Mission.</summary>
/// <remarks>Source: RFC 9068 §4; RFC 9449 §6; derivation in <c>docs/samples.md</c>.</remarks>
internal sealed class AccessTokenReader(IIssuerKeys keys, IOptions<GuardOptions> options, TimeProvider time)
{
    private const int MaxLength = 16 * 1024;

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    public async Task<TokenAnswer> ReadAsync(string text, CancellationToken cancellation)
    {
        if (!CompactJwt.TryParse(text, MaxLength, out CompactJwt? jwt))
        {
            return new TokenAnswer.Bad("not a signed JWT");
        }

        TokenValidationResult? result = await ValidateAsync(text, again: false, cancellation);
        if (result?.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            result = await ValidateAsync(text, again: true, cancellation);
        }

        return result is null ? new TokenAnswer.Unknown()
            : !result.IsValid ? new TokenAnswer.Bad("not a live access token of the issuer for this audience")
            : Caller(jwt.Claims) is { } caller ? new TokenAnswer.Good(caller)
            : new TokenAnswer.Bad("the token is not bound to a key and a Mission");
    }

    private async Task<TokenValidationResult?> ValidateAsync(string text, bool again, CancellationToken cancellation) =>
        await keys.ReadAsync(again, cancellation) is not { } current ? null : await handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidTypes = ["at+jwt", "application/at+jwt"],
            ValidAlgorithms = Refusal.Algorithms,
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            IssuerSigningKeys = current,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
        });

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end && (notBefore is null || now >= notBefore.Value - TimeSpan.FromSeconds(options.Value.SkewSeconds));
    }

    private bool IsForUsAlone(JsonElement claims) =>
        claims.Text("aud") == options.Value.Audience
        || (claims.TryGetProperty("aud", out JsonElement list) && list.Texts() is [var only] && only == options.Value.Audience);

    private MissionCaller? Caller(JsonElement claims) =>
        // One audience: a token for several could be replayed by one of them at another.
        IsForUsAlone(claims)
        && claims.Text("sub") is { } subject
        && claims.Text("client_id") is { } client
        && claims.Text("mission_ref") is { } mission
        && claims.Object("cnf")?.Text("jkt") is { } key
            ? new MissionCaller
            {
                Subject = subject,
                ClientId = client,
                MissionRef = mission,
                KeyThumbprint = key,
                Audience = options.Value.Audience,
                Grants = MissionGrant.All(claims),
                Claims = claims,
            }
            : null;
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Reads the events of a transmitter that is trusted beforehand.</summary>
/// <remarks>Source: RFC 8417 §2, §4; SSF 1.0 §4.1; signals digest §9, step 1.</remarks>
internal sealed class SetReader(TrustedKeys keys, IOptions<ServerOptions> server, TimeProvider time)
{
    /// <summary>Longest event, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxJti = 256;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private static readonly string[] Types = [SetWriter.Type, SetWriter.MediaType];

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>Reads an event.</summary>
    /// <param name="text">The SET as it came.</param>
    /// <param name="transmitter">Who has to have signed it.</param>
    /// <param name="cancellation">Stops reading keys.</param>
    /// <returns>The event, or why it is refused.</returns>
    /// <exception cref="InvalidOperationException">The transmitter's keys cannot be read now.</exception>
    public async Task<(ReceivedEvent? Event, SetRefusal? Refusal)> ReadAsync(string text, SignalTransmitterOptions transmitter, CancellationToken cancellation)
    {
        if (Parse(text) is not var (header, claims))
        {
            return No(SetErrors.InvalidRequest, "The body is not a signed JWT.");
        }

        if (!Types.Contains(header.Text("typ"), StringComparer.OrdinalIgnoreCase))
        {
            return No(SetErrors.InvalidRequest, $"typ has to be {SetWriter.Type}.");
        }

        if (claims.Text("iss") != transmitter.Issuer)
        {
            return No(SetErrors.InvalidIssuer, "iss is not the issuer of this transmitter.");
        }

        string own = transmitter.Audience.Length > 0 ? transmitter.Audience : server.Value.Issuer;
        if (!claims.Audiences().Contains(own, StringComparer.Ordinal))
        {
            return No(SetErrors.InvalidAudience, "aud is another receiver.");
        }

        // The shape comes before the signature: what is wrong with it is told by name, and costs no look at keys.
        (ReceivedEvent? told, SetRefusal? misshapen) = Shape(claims);
        return told is null ? (null, misshapen)
            : await IsSignedAsync(text, transmitter, cancellation) ? (told, null)
            : No(SetErrors.InvalidKey, "The signature is not of a current key of the issuer.");
    }

    private static (JwtClaims Header, JwtClaims Claims)? Parse(string text)
    {
        string[] parts = text.Length > MaxLength ? [] : text.Split('.', 4);
        return parts.Length == 3
            && Base64UrlText.TryDecode(parts[0], out byte[]? header) && Base64UrlText.TryDecode(parts[1], out byte[]? payload) && Base64UrlText.TryDecode(parts[2], out _)
            && StrictJson.TryParse(header, MaxLength, out JsonElement head) && StrictJson.TryParse(payload, MaxLength, out JsonElement body)
            && head.ValueKind == JsonValueKind.Object && body.ValueKind == JsonValueKind.Object && !head.TryGetProperty("crit", out _)
            ? (new JwtClaims(head), new JwtClaims(body))
            : null;
    }

    private async Task<bool> IsSignedAsync(string text, SignalTransmitterOptions transmitter, CancellationToken cancellation)
    {
        TokenValidationResult result = await ValidateAsync(text, transmitter, again: false, cancellation);
        // A kid that is not known yet may be a rotated one.
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            result = await ValidateAsync(text, transmitter, again: true, cancellation);
        }

        return result.IsValid;
    }

    private async Task<TokenValidationResult> ValidateAsync(string text, SignalTransmitterOptions transmitter, bool again, CancellationToken cancellation) =>
        await handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = transmitter.Issuer,
            ValidAlgorithms = transmitter.AllowRs256 ? [.. SigningAlgorithms.Names, SecurityAlgorithms.RsaSha256] : SigningAlgorithms.Names,
            IssuerSigningKeys = await keys.OfAsync(new TrustedIssuerOptions { Issuer = transmitter.Issuer, JwksPath = transmitter.JwksPath }, again, cancellation),
            TryAllIssuerSigningKeys = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            RequireSignedTokens = true,
        });

    private (ReceivedEvent? Event, SetRefusal? Refusal) Shape(JwtClaims claims)
    {
        if (claims.Has("sub") || claims.Has("exp"))
        {
            return No(SetErrors.InvalidRequest, "An event has neither sub nor exp.");
        }

        if (claims.Text("jti") is not { Length: <= MaxJti } jti || !claims.TryTime("iat", out DateTimeOffset? issued) || issued is not { } at)
        {
            return No(SetErrors.InvalidRequest, "jti and iat are needed.");
        }

        DateTimeOffset now = time.GetUtcNow();
        if (at > now + Skew || at <= now - ReceivedSignal.Memory)
        {
            return No(SetErrors.InvalidRequest, "iat is in the future or too long ago.");
        }

        ImmutableArray<JsonProperty> events =
            claims.Value.TryGetProperty("events", out JsonElement member) && member.ValueKind == JsonValueKind.Object ? [.. member.EnumerateObject()] : [];
        if (events is not [var only] || only.Value.ValueKind != JsonValueKind.Object)
        {
            return No(SetErrors.InvalidRequest, "events has to hold one event.");
        }

        JsonElement subject = claims.Value.TryGetProperty("sub_id", out JsonElement id) ? id : only.Value.TryGetProperty("subject", out JsonElement older) ? older : default;
        return (new ReceivedEvent(claims.Text("iss")!, jti, at, only.Name, only.Value, subject), null);
    }

    private static (ReceivedEvent? Event, SetRefusal? Refusal) No(string code, string description) => (null, new SetRefusal(code, description));
}

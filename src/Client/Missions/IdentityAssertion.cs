using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>An ID-JAG: the reduced view of a Mission for one authorization server. It can be redeemed once.</summary>
/// <remarks>Source: ID-JAG draft; article, projection.</remarks>
public sealed record IdentityAssertion
{
    private const string HeaderType = "oauth-id-jag+jwt";

    /// <summary>The authorization server that it is for.</summary>
    public required string Audience { get; init; }

    /// <summary>What to show there.</summary>
    public required SecretText Raw { get; init; }

    /// <summary>Its end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>This client's <c>client_id</c> there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The resource, when named.</summary>
    public string? Resource { get; init; }

    /// <summary>Everything that crosses to the other domain, to look at.</summary>
    public required JsonElement Claims { get; init; }

    /// <summary>Looks inside: no member of the answer tells whether the assertion is bound to our key.</summary>
    /// <returns>The assertion, or the claim that is wrong.</returns>
    internal static MissionAnswer<IdentityAssertion> Read(TokenAnswer answer, AssertionRequest request, SavedMission mission, DateTimeOffset now)
    {
        if (JwtParts.Of(answer.AccessToken.Reveal()) is not { } parts)
        {
            return new MissionAnswer<IdentityAssertion>.Unusable("assertion");
        }

        ImmutableArray<string> audiences = parts.Claims.Text("aud") is string one ? [one] : parts.Claims.Texts("aud");
        DateTimeOffset? end = parts.Claims.NumericDate("exp");
        (string Name, bool Holds)[] checks =
        [
            ("issued_token_type", answer.IssuedTokenType == TokenTypes.IdentityAssertion),
            ("typ", HeaderType.Equals(parts.Header.Text("typ"), StringComparison.OrdinalIgnoreCase)),
            ("iss", parts.Claims.Text("iss") == mission.Issuer),
            ("aud", audiences is [string audience] && audience == request.Audience),
            ("exp", end > now),
            ("client_id", parts.Claims.Text("client_id") is not null),
            ("mission_ref", parts.Claims.Text("mission_ref") == mission.MissionRef),
            ("cnf", parts.Claims.Object("cnf")?.Text("jkt") == mission.Key.Thumbprint),
        ];
        string? wrong = checks.Where(check => !check.Holds).Select(check => check.Name).FirstOrDefault();
        return wrong is not null
            ? new MissionAnswer<IdentityAssertion>.Unusable(wrong)
            : new MissionAnswer<IdentityAssertion>.Granted(new IdentityAssertion
            {
                Audience = request.Audience,
                Raw = answer.AccessToken,
                ExpiresAt = end!.Value,
                ClientId = parts.Claims.Text("client_id")!,
                Resource = parts.Claims.Text("resource") ?? request.Access?.Resource,
                Claims = parts.Claims,
            });
    }
}

using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>Token exchange: to the next audience, or to an assertion for another authorization server.</summary>
/// <remarks>Source: RFC 8693 §2.1; id-jag digest §2.</remarks>
internal sealed class TokenExchangeGrant(AccessTokenExchange access, IdentityAssertionExchange assertion, MissionIntent intent) : IGrant
{
    /// <inheritdoc/>
    public string GrantType => GrantTypes.TokenExchange;

    /// <inheritdoc/>
    public async Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (request.Form["subject_token"] is null || request.Form["subject_token_type"] is null)
        {
            return OAuthErrors.InvalidRequest.Because("subject_token and subject_token_type are needed");
        }

        // Delegation to another actor is not offered; a token that would be ignored must not look accepted.
        if (request.Form["actor_token"] is not null || request.Form["actor_token_type"] is not null)
        {
            return OAuthErrors.InvalidRequest.Because("actor_token is not accepted");
        }

        if (intent.Refused(request.Form) is { } refused)
        {
            return refused;
        }

        return (request.Form["requested_token_type"] ?? GrantTypes.AccessTokenType) switch
        {
            GrantTypes.AccessTokenType => await access.ExchangeAsync(request, cancellation),
            GrantTypes.AssertionType => await assertion.ExchangeAsync(request, cancellation),
            _ => OAuthErrors.InvalidRequest.Because("requested_token_type is not offered"),
        };
    }
}

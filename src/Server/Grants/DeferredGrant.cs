using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>The two token requests of a deferred request: the exchange of its code, then its polls.</summary>
/// <remarks>Source: DTR 1.0; deferred digest §4, §5.</remarks>
internal sealed class DeferredGrant(DeferredCodeExchange exchange, DeferredPoll poll, IOptions<ServerOptions> options) : IGrant
{
    /// <inheritdoc/>
    public string GrantType => GrantTypes.Deferred;

    /// <inheritdoc/>
    public Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation) => poll.PollAsync(request, cancellation);

    /// <inheritdoc/>
    public async Task<IResult> AnswerAsync(GrantRequest request, CancellationToken cancellation)
    {
        bool hasCode = request.Form["deferred_code"] is not null;
        if (hasCode == request.Form["deferred_auth_id"] is not null)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("either deferred_code or deferred_auth_id is needed"));
        }

        if (request.KeyThumbprint is null)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidDpopProof.Because("a proof is needed"));
        }

        if (ResourceOfRequest.Foreign(request.Form, options.Value.Issuer) is { } foreign)
        {
            return new OAuthErrorResult(foreign);
        }

        return hasCode
            ? (await exchange.ExchangeAsync(request, cancellation)).Match<IResult>(answer => new DeferredAnswerResult(answer), refused => new OAuthErrorResult(refused))
            : (await RedeemAsync(request, cancellation)).Match<IResult>(response => new TokenResponseResult(response), refused => new OAuthErrorResult(refused));
    }
}

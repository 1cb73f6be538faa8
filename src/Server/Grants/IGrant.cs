using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>One way to get a token.</summary>
internal interface IGrant
{
    /// <summary>The <c>grant_type</c>.</summary>
    string GrantType { get; }

    /// <summary>Redeems.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    /// <returns>The token response, or the standard error.</returns>
    Task<Parsed<TokenResponse>> RedeemAsync(GrantRequest request, CancellationToken cancellation);

    /// <summary>Answers a token request; a grant whose first answer holds no tokens yet answers otherwise.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    async Task<IResult> AnswerAsync(GrantRequest request, CancellationToken cancellation) =>
        (await RedeemAsync(request, cancellation)).Match<IResult>(response => new TokenResponseResult(response), refused => new OAuthErrorResult(refused));
}

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
}

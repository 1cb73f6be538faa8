using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /token</c>: client authentication, proof, then the grant by its <c>grant_type</c>.</summary>
/// <remarks>Source: RFC 6749 §3.2; RFC 9449 §5.</remarks>
internal static class TokenEndpoint
{
    public const string Path = "/token";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Redeem a grant.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, DpopProofVerifier dpop, DpopNonces nonces, IEnumerable<IGrant> grants,
        TokenTelemetry telemetry, IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        if (form["grant_type"] is not { } grantType)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("grant_type is needed"));
        }

        if (grants.FirstOrDefault(candidate => candidate.GrantType == grantType) is not { } grant)
        {
            return new OAuthErrorResult(OAuthErrors.UnsupportedGrantType.Because("grant_type is not offered"));
        }

        if (!client.GrantTypes.Contains(grantType))
        {
            return new OAuthErrorResult(OAuthErrors.UnauthorizedClient.Because("the client is not registered for this grant_type"));
        }

        if (!(await dpop.VerifyAsync(http, Path, DpopUse.Token, cancellation)).TryGet(out DpopProof? proof, out error))
        {
            return new OAuthErrorResult(error);
        }

        // A server that never defers ignores the wish, as it ignores every parameter that it does not know.
        if (grants.Any(candidate => candidate.GrantType == GrantTypes.DeferredToken) && CompletionMode.Refusal(form, client, grantType) is { } undeferrable)
        {
            return new OAuthErrorResult(undeferrable);
        }

        IResult answer = await telemetry.AnswerAsync(grant, new GrantRequest(form, client, proof.Thumbprint), cancellation);
        http.Response.Headers[DpopProof.NonceHeader] = nonces.Current();
        return answer;
    }
}

using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /deferred/cancel</c>: a client gives a deferred request up.</summary>
/// <remarks>The draft's prose says form and its example says JSON: only a form is accepted. Source: DTR 1.0; deferred digest §9.</remarks>
internal static class DeferredCancellationEndpoint
{
    public const string Path = "/deferred/cancel";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Give a deferred request up.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, DpopProofVerifier dpop, DpopNonces nonces, DeferredCancellation cancel, IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        if (!client.GrantTypes.Contains(GrantTypes.Deferred))
        {
            return new OAuthErrorResult(OAuthErrors.UnauthorizedClient.Because("the client is not registered for deferred requests"));
        }

        if (form["deferred_auth_id"] is not { } authId)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("deferred_auth_id is needed"));
        }

        if (!(await dpop.VerifyAsync(http, Path, DpopUse.Token, cancellation)).TryGet(out DpopProof? proof, out error))
        {
            return new OAuthErrorResult(error);
        }

        http.Response.Headers[DpopProof.NonceHeader] = nonces.Current();
        http.Response.Headers.CacheControl = "no-store";
        return await cancel.CancelAsync(authId, client, proof.Thumbprint, cancellation) is { } refused ? new OAuthErrorResult(refused) : Results.Ok();
    }
}

using Microsoft.Extensions.Options;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /par</c>: a client pushes an authorization request.</summary>
/// <remarks>Source: RFC 9126 §2; RFC 9449 §10.1.</remarks>
internal static class PushedAuthorizationEndpoint
{
    public const string Path = "/par";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Push an authorization request.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, DpopProofVerifier dpop, RequestIntake intake, PushedRequests pushed, IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        if (form["request_uri"] is not null)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("request_uri cannot be pushed"));
        }

        string? jkt = null;
        if (http.Request.Headers.ContainsKey(DpopProof.Header))
        {
            if (!(await dpop.VerifyAsync(http, Path, DpopUse.PushedAuthorization, cancellation)).TryGet(out DpopProof? proof, out error))
            {
                return new OAuthErrorResult(error);
            }

            jkt = proof.Thumbprint;
        }

        (AcceptedRequest? accepted, RequestRefusal? refused) = await intake.TakeAsync(form, client, jkt, isPushed: true, cancellation);
        if (accepted is null)
        {
            return new OAuthErrorResult(refused!.Error);
        }

        string requestUri = await pushed.KeepAsync(accepted, cancellation);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("request_uri", requestUri);
            writer.WriteNumber("expires_in", options.Value.RequestUriSeconds);
            writer.WriteEndObject();
        });
    }
}

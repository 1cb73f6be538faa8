using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /revoke</c>: a client gives up a token of its own.</summary>
/// <remarks>Source: RFC 7009 §2.</remarks>
internal static class RevocationEndpoint
{
    public const string Path = "/revoke";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Give up a token.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, Revocation revocation, IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        if (form["token"] is not { } token)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("token is needed"));
        }

        // The hint only says where to look first; every place is looked at whatever it says (RFC 7009 §2.1).
        await revocation.RevokeAsync(token, client, cancellation);
        return Results.Ok();
    }
}

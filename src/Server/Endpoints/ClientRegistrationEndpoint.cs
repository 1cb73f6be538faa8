using System.Text.Json;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /register</c>: a client registers itself, with an initial access token.</summary>
/// <remarks>Source: RFC 7591 §3.</remarks>
internal static class ClientRegistrationEndpoint
{
    public const string Path = "/register";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Register a client.")
        .WithDescription("Client metadata in, the registered client out. Needs an initial access token of the configuration as a Bearer token.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, ClientSelfRegistration registration, CancellationToken cancellation)
    {
        if (registration.Admit(http.Request.Headers.Authorization) is { } refused)
        {
            return new OAuthErrorResult(refused);
        }

        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status400BadRequest, cancellation);
        if (problem is not null)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidClientMetadata.Because(problem.Detail) with { Status = problem.Status });
        }

        if (!(await registration.RegisterAsync(body, cancellation)).TryGet(out NewClient? made, out OAuthError? error))
        {
            return new OAuthErrorResult(error);
        }

        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.CacheControl = "no-store";
        return new JsonAnswer(writer => ClientMetadataWriter.Write(writer, made));
    }
}

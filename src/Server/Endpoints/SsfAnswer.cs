using System.Text.Json;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Signals.Streams;

namespace MissionPolicy.Server.Endpoints;

/// <summary>What the endpoints of stream management have in common.</summary>
internal static class SsfAnswer
{
    /// <summary>The receiver has no such stream, or it is another's.</summary>
    public static Problem NoStream => Problem.Of(StatusCodes.Status404NotFound, "No such stream", "This receiver has no stream of that stream_id.");

    /// <summary>Sets what every route of streams has.</summary>
    public static RouteHandlerBuilder OfStreams(this RouteHandlerBuilder route, string summary) =>
        route.RequireAuthorization(GuardRegistration.OwnTokenPolicy).WithSummary(summary).WithTags("Signals").DisableAntiforgery();

    /// <summary>Reads who asks, and what.</summary>
    /// <param name="http">The request; its token is valid.</param>
    /// <param name="isManaging">Whether to read is not enough.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The caller and a reader of the body's members, or the answer when there is none of one of them.</returns>
    public static async Task<(string? Caller, MemberReader? Body, IResult? Refusal)> ReadAsync(HttpContext http, bool isManaging, CancellationToken cancellation)
    {
        if (StreamCaller.Of(http, isManaging, out IResult? refusal) is not { } caller)
        {
            return (null, null, refusal);
        }

        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status400BadRequest, cancellation);
        return problem is null ? (caller, MemberReader.Of(body), null) : (caller, null, problem);
    }

    /// <summary>The one <c>stream_id</c> of the query, or null.</summary>
    public static string? StreamId(HttpRequest request) => request.Query["stream_id"] is [{ Length: > 0 } only] ? only : null;

    /// <summary>The answer to a request that has to name a stream and does not.</summary>
    public static Problem NoStreamId => Problem.Members([new MemberError("/stream_id", "is missing")]);
}

using System.Text.Json;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary>What the endpoints of stream management have in common.</summary>
internal static class SsfAnswer
{
    /// <summary>The receiver has no such stream, or it is another's.</summary>
    public static Problem NoStream => Problem.Of(StatusCodes.Status404NotFound, "No such stream", "This receiver has no stream of that stream_id.");

    /// <summary>Sets what every route of streams has.</summary>
    public static RouteHandlerBuilder OfStreams(this RouteHandlerBuilder route, string summary) =>
        route.RequireAuthorization(GuardRegistration.OwnTokenPolicy).WithSummary(summary).WithTags("Signals").DisableAntiforgery();

    /// <summary>Reads a body.</summary>
    /// <returns>A reader of its members, or the answer when it cannot be read.</returns>
    public static async Task<(MemberReader? Body, IResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(request, StatusCodes.Status400BadRequest, cancellation);
        return problem is null ? (MemberReader.Of(body), null) : (null, problem);
    }

    /// <summary>The one <c>stream_id</c> of the query, or null.</summary>
    public static string? StreamId(HttpRequest request) => request.Query["stream_id"] is [{ Length: > 0 } only] ? only : null;

    /// <summary>The answer to a request that has to name a stream and does not.</summary>
    public static Problem NoStreamId => Problem.Members([new MemberError("/stream_id", "is missing")]);
}

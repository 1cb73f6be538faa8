using System.Text.Json;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.DryRun;
using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /dry-run/boundary</c>: would this action be inside that envelope? No Mission is needed.</summary>
internal static class DryRunBoundaryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/dry-run/boundary", Handle)
        .RequireAuthorization(Scopes.DryRun)
        .Asks(["subject", "action", "resource"], ["context", "envelope", "client", "client_context", "claims", "time"])
        .WithSummary("Would this action be inside that envelope?")
        .WithDescription("AuthZEN entities with an inline `envelope`, or with `client` and `client_context`. No Mission is needed and none is touched.")
        .WithTags("Dry run");

    private static async Task<IResult> Handle(HttpContext http, CatalogHost catalog, TimeProvider time, CancellationToken cancellation)
    {
        (JsonElement json, Problem? problem) = await JsonBody.ReadAsync(
            http.Request, StatusCodes.Status415UnsupportedMediaType, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader body = MemberReader.Of(json);
        return BoundaryQuestion.Decide(body, catalog.Current, time.GetUtcNow()) is { } trial && body.Errors.Count == 0
            ? new JsonAnswer(writer => trial.Write(writer, EvaluationCaller.Of(http.User).Detail))
            : Problem.Members(body.Errors);
    }
}

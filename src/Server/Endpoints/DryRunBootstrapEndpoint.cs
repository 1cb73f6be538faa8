using System.Text.Json;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.DryRun;
using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /dry-run/bootstrap</c>: what would happen to this client context? Nothing is made.</summary>
internal static class DryRunBootstrapEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/dry-run/bootstrap", Handle)
        .RequireAuthorization(Scopes.DryRun)
        .Asks(["client", "client_context", "subject", "acr"], ["auth_time", "groups", "claims", "actor", "answer", "user_present", "deferral", "missions", "time"])
        .WithSummary("What would happen to this client context?")
        .WithDescription("Mode, step-up, approval, envelope, projections and every reason for a client context, subject, strength and time. Nothing is made.")
        .WithTags("Dry run");

    private static async Task<IResult> Handle(HttpContext http, CatalogHost host, TimeProvider time, CancellationToken cancellation)
    {
        (JsonElement json, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status415UnsupportedMediaType, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader body = MemberReader.Of(json);
        BootstrapQuestion question = BootstrapQuestion.Read(body, time.GetUtcNow());
        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        CompiledCatalog catalog = host.Current;
        BootstrapDecision decision = BootstrapTrial.Decide(catalog, question);
        return new JsonAnswer(writer => BootstrapTrial.Write(writer, catalog, question, decision, EvaluationCaller.Of(http.User).Detail));
    }
}

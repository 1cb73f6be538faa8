using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /access/v1/evaluation</c>: is this action still inside the Mission?</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §6.</remarks>
internal static class EvaluationEndpoint
{
    public const string Path = "/access/v1/evaluation";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .RequireAuthorization(Scopes.Evaluate)
        .Asks(["subject", "action", "resource"], ["context"])
        .WithSummary("Is this action still inside the Mission?")
        .WithDescription("An AuthZEN access evaluation. `context.mission_ref` names the Mission; a denial is status 200 with `decision: false` and every reason.")
        .WithTags("AuthZEN");

    /// <summary>Answers one question; a batch without items is one too.</summary>
    public static async Task<IResult> AnswerAsync(
        MemberReader body, EvaluationCaller caller, MissionBoundary boundary, EvaluationOptions options, CancellationToken cancellation)
    {
        EvaluationQuestion question = EvaluationReader.Read(body, null);
        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        EvaluationAnswer answer = await boundary.AskAsync(question, caller, cancellation);
        return new JsonAnswer(writer => EvaluationWriter.Write(writer, answer, options));
    }

    private static async Task<IResult> Handle(
        HttpContext http, IClientRegistry clients, MissionBoundary boundary, IOptionsSnapshot<EvaluationOptions> options, CancellationToken cancellation)
    {
        (JsonElement body, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status400BadRequest, cancellation);
        return problem ?? await AnswerAsync(MemberReader.Of(body), await EvaluationCaller.OfAsync(http, clients, cancellation), boundary, options.Value, cancellation);
    }
}

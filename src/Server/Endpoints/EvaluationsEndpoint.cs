using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /access/v1/evaluations</c>: many boundary questions at once.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §7.</remarks>
internal static class EvaluationsEndpoint
{
    public const string Path = "/access/v1/evaluations";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .RequireAuthorization(Scopes.Evaluate)
        .Asks([], ["evaluations", "subject", "action", "resource", "context", "options"])
        .WithSummary("Are these actions still inside the Mission?")
        .WithDescription("AuthZEN access evaluations. Entities at the top are defaults that an item replaces as a whole; `options.evaluations_semantic` says when to stop.")
        .WithTags("AuthZEN");

    private static async Task<IResult> Handle(
        HttpContext http, IClientRegistry clients, MissionBoundary boundary, IOptionsSnapshot<EvaluationOptions> options, CancellationToken cancellation)
    {
        (JsonElement json, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status400BadRequest, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader body = MemberReader.Of(json);
        EvaluationCaller caller = await EvaluationCaller.OfAsync(http, clients, cancellation);
        JsonElement? items = body.OptionalArray("evaluations");
        BatchSemantic semantic = Semantic(body);
        if (items is null || items.Value.GetArrayLength() == 0)
        {
            return await EvaluationEndpoint.AnswerAsync(body, caller, boundary, options.Value, cancellation);
        }

        if (items.Value.GetArrayLength() > options.Value.MaxBatch)
        {
            body.Error("evaluations", $"holds more than {options.Value.MaxBatch} items");
        }

        Defaults(body);
        return body.Errors.Count > 0
            ? Problem.Members(body.Errors)
            : await BatchAsync(body, items.Value, semantic, caller, boundary, options.Value, cancellation);
    }

    private static async Task<IResult> BatchAsync(
        MemberReader body, JsonElement items, BatchSemantic semantic, EvaluationCaller caller, MissionBoundary boundary, EvaluationOptions options, CancellationToken cancellation)
    {
        List<Action<Utf8JsonWriter>> answers = [];
        foreach ((int index, JsonElement item) in items.EnumerateArray().Index())
        {
            (bool permitted, Action<Utf8JsonWriter> write) = await ItemAsync(body, item, index, caller, boundary, options, cancellation);
            answers.Add(write);
            if (permitted ? semantic == BatchSemantic.PermitOnFirstPermit : semantic == BatchSemantic.DenyOnFirstDeny)
            {
                break;
            }
        }

        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("evaluations");
            answers.ForEach(write => write(writer));
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    // An item that cannot be asked is a denial of that item; the others are answered.
    private static async Task<(bool Permitted, Action<Utf8JsonWriter> Write)> ItemAsync(
        MemberReader body, JsonElement item, int index, EvaluationCaller caller, MissionBoundary boundary, EvaluationOptions options, CancellationToken cancellation)
    {
        List<MemberError> errors = [];
        string at = $"/evaluations/{index}";
        if (item.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new MemberError(at, "has to be an object"));
        }

        EvaluationQuestion? question = errors.Count > 0
            ? null
            : EvaluationReader.Read(new MemberReader(item, at, errors), new MemberReader(body.Value, string.Empty, errors));
        if (question is null || errors.Count > 0)
        {
            return (false, writer => EvaluationWriter.Failed(writer, Problem.Members(errors)));
        }

        EvaluationAnswer answer = await boundary.AskAsync(question, caller, cancellation);
        return (answer.IsInside, writer => EvaluationWriter.Write(writer, answer, options));
    }

    // A default of a wrong form makes the whole request wrong, whether an item uses it or not.
    private static void Defaults(MemberReader body)
    {
        foreach (string name in EvaluationReader.Entities)
        {
            body.OptionalObject(name);
        }
    }

    private static BatchSemantic Semantic(MemberReader body)
    {
        MemberReader? options = body.OptionalObject("options");
        switch (options?.OptionalText("evaluations_semantic"))
        {
            case null or "execute_all":
                return BatchSemantic.ExecuteAll;
            case "deny_on_first_deny":
                return BatchSemantic.DenyOnFirstDeny;
            case "permit_on_first_permit":
                return BatchSemantic.PermitOnFirstPermit;
            default:
                options.Error("evaluations_semantic", "has to be execute_all, deny_on_first_deny or permit_on_first_permit");
                return BatchSemantic.ExecuteAll;
        }
    }
}

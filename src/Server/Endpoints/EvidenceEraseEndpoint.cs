using System.Text.Json;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /evidence/personal/erase</c>: erases the personal parts of one person. The log stays as it is and still verifies.</summary>
internal static class EvidenceEraseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/evidence/personal/erase", Handle)
        .RequireAuthorization(Scopes.EraseEvidence)
        .Asks(["subject"], [])
        .WithSummary("Erases the personal parts of one person.")
        .WithTags("Evidence")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, PersonalRecords personal, CancellationToken cancellation)
    {
        (JsonElement json, Problem? problem) = await JsonBody.ReadAsync(http.Request, StatusCodes.Status415UnsupportedMediaType, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader body = MemberReader.Of(json);
        string subject = body.Text("subject");
        body.Only("subject");
        if (body.Errors.Count > 0)
        {
            return Problem.Members(body.Errors);
        }

        Erasure erasure = await personal.EraseAsync(subject, OwnCaller.Of(http)!.ClientId, cancellation);
        return erasure.Match<IResult>(
            done => new JsonAnswer(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("erased", done.Parts);
                writer.WriteEndObject();
            }),
            live => Problem.Of(StatusCodes.Status409Conflict, "A Mission lives", $"Mission {live.MissionRef} of this person has not ended; its approval has to stay provable until then."));
    }
}

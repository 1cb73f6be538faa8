using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/personal/{event_id}</c>: who, and what was shown and granted, for one record.</summary>
internal static class EvidencePersonalEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/personal/{eventId}", Handle)
        .RequireAuthorization(Scopes.ReadPersonalEvidence)
        .WithSummary("The personal part of one record.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(string eventId, PersonalRecords personal, CancellationToken cancellation) =>
        await personal.FindAsync(eventId, cancellation) is { } part
            ? new JsonAnswer(writer => writer.WriteRawValue(part.Bytes()))
            : Problem.Of(StatusCodes.Status404NotFound, "No personal part", "The record has no personal part, or it was erased.");
}

using System.Runtime.CompilerServices;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/personal?subject=</c>: the personal parts of one person, or of all, as JSON lines.</summary>
internal static class EvidencePersonalExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/personal", Handle)
        .RequireAuthorization(Scopes.ReadPersonalEvidence)
        .Produces<string>(StatusCodes.Status200OK, JsonLines.MediaType)
        .WithSummary("Personal parts, JSON lines, for evidence-verify.")
        .WithTags("Evidence");

    private static JsonLines Handle(string? subject, PersonalRecords personal, CancellationToken cancellation) => new(Lines(personal, subject, cancellation));

    private static async IAsyncEnumerable<byte[]> Lines(PersonalRecords personal, string? subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (PersonalPart part in personal.AllAsync(subject, cancellation))
        {
            yield return part.Bytes();
        }
    }
}

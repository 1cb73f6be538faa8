using System.Net.Mime;
using System.Text;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/checkpoint</c>: how many records the log has and their root hash, signed.</summary>
/// <remarks>Source: RFC 9162 §2.1; RFC 7515.</remarks>
internal static class EvidenceCheckpointEndpoint
{
    /// <summary>The media type of a signed checkpoint.</summary>
    public const string MediaType = "application/" + Checkpoint.Type;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/checkpoint", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .Produces<string>(StatusCodes.Status200OK, MediaType)
        .WithSummary("A signed checkpoint of the evidence log.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(EvidenceCheckpoints checkpoints, CancellationToken cancellation) =>
        await checkpoints.SignAsync(cancellation) is { } signed ? Results.Text(signed.Jws, new ContentType(MediaType).ToString(), Encoding.ASCII) : QueryNumbers.Contradiction;
}

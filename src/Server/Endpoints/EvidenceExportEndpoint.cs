using System.Runtime.CompilerServices;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/export</c>: every record as a line, and a signed checkpoint over them as the last line.</summary>
internal static class EvidenceExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/export", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .Produces<string>(StatusCodes.Status200OK, JsonLines.MediaType)
        .WithSummary("The whole evidence log, JSON lines, for evidence-verify.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(EvidenceCheckpoints checkpoints, EvidenceReader reader, CancellationToken cancellation) =>
        await checkpoints.SignAsync(cancellation) is { } signed ? new JsonLines(Lines(reader, signed.Jws, signed.Size, cancellation)) : QueryNumbers.Contradiction;

    // The checkpoint comes last: an export that breaks off has none.
    private static async IAsyncEnumerable<byte[]> Lines(EvidenceReader reader, string jws, long size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (LogRecord record in reader.AllAsync(size, cancellation))
        {
            yield return record.Bytes();
        }

        yield return ExportForm.CheckpointLine(jws);
    }
}

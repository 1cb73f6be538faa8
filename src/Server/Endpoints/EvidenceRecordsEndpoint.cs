using System.Collections.Immutable;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/records?from=&amp;limit=</c>: records as they are hashed.</summary>
internal static class EvidenceRecordsEndpoint
{
    private const int Usual = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/records", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .WithSummary("Records of the evidence log.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(HttpContext http, EvidenceReader reader, CancellationToken cancellation)
    {
        List<string> errors = [];
        long from = QueryNumbers.Number(http, "from", 1, 1, uint.MaxValue, errors);
        int limit = (int)QueryNumbers.Number(http, "limit", Usual, 1, EvidenceReader.MaxLimit, errors);
        if (errors.Count > 0)
        {
            return QueryNumbers.Refused(errors);
        }

        ImmutableArray<LogRecord> page = await reader.ReadAsync(from, limit, cancellation);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("records");
            foreach (LogRecord record in page)
            {
                writer.WriteRawValue(record.Bytes());
            }

            writer.WriteEndArray();
            if (page.Length == limit)
            {
                writer.WriteNumber("next", from + limit);
            }

            writer.WriteEndObject();
        });
    }
}

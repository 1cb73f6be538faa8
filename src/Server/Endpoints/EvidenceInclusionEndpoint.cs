using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/proof/inclusion?record=N&amp;size=M</c>: record N is one of the first M.</summary>
/// <remarks>Source: RFC 9162 §2.1.3.</remarks>
internal static class EvidenceInclusionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/proof/inclusion", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .WithSummary("Proves that a record is in the log.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(HttpContext http, EvidenceTree tree, EvidenceProofs proofs, CancellationToken cancellation)
    {
        long known = await tree.CatchUpAsync(cancellation);
        List<string> errors = [];
        long size = QueryNumbers.Number(http, "size", null, 1, known, errors);
        long record = QueryNumbers.Number(http, "record", null, 1, errors.Count == 0 ? size : known, errors);
        return errors.Count > 0 ? QueryNumbers.Refused(errors)
            : tree.Failure is not null ? QueryNumbers.Contradiction
            : new JsonAnswer(proofs.Inclusion(record, size).Write);
    }
}

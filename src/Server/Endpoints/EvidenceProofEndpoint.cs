using System.Text.Json;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/proof/inclusion?record=N&amp;size=M</c>: record N is one of the first M.
/// <c>GET /evidence/proof/consistency?first=A&amp;second=B</c>: the log of A records is the beginning of the one of B.</summary>
/// <remarks>Source: RFC 9162 §2.1.3, §2.1.4.</remarks>
internal static class EvidenceProofEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/evidence/proof/inclusion", InclusionAsync)
            .RequireAuthorization(Scopes.ReadEvidence).WithSummary("Proves that a record is in the log.").WithTags("Evidence");
        routes.MapGet("/evidence/proof/consistency", ConsistencyAsync)
            .RequireAuthorization(Scopes.ReadEvidence).WithSummary("Proves that the log only grew.").WithTags("Evidence");
    }

    private static Task<IResult> InclusionAsync(HttpContext http, EvidenceTree tree, EvidenceProofs proofs, CancellationToken cancellation) =>
        ProveAsync(http, tree, "record", "size", (record, size) => proofs.Inclusion(record, size).Write, cancellation);

    private static Task<IResult> ConsistencyAsync(HttpContext http, EvidenceTree tree, EvidenceProofs proofs, CancellationToken cancellation) =>
        ProveAsync(http, tree, "first", "second", (first, second) => proofs.Consistency(first, second).Write, cancellation);

    // Both ask about a number inside a size, and the size is one that the log has reached.
    private static async Task<IResult> ProveAsync(
        HttpContext http, EvidenceTree tree, string inner, string outer, Func<long, long, Action<Utf8JsonWriter>> prove, CancellationToken cancellation)
    {
        long known = await tree.CatchUpAsync(cancellation);
        List<string> errors = [];
        long size = QueryNumbers.Number(http, outer, null, 1, known, errors);
        long inside = QueryNumbers.Number(http, inner, null, 1, errors.Count == 0 ? size : known, errors);
        return errors.Count > 0 ? QueryNumbers.Refused(errors)
            : tree.Failure is not null ? QueryNumbers.Contradiction
            : new JsonAnswer(prove(inside, size));
    }
}

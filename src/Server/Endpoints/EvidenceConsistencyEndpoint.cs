using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/proof/consistency?first=A&amp;second=B</c>: the log of A records is the beginning of the one of B.</summary>
/// <remarks>Source: RFC 9162 §2.1.4.</remarks>
internal static class EvidenceConsistencyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/proof/consistency", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .WithSummary("Proves that the log only grew.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(HttpContext http, EvidenceTree tree, EvidenceProofs proofs, CancellationToken cancellation)
    {
        long known = await tree.CatchUpAsync(cancellation);
        List<string> errors = [];
        long second = QueryNumbers.Number(http, "second", null, 1, known, errors);
        long first = QueryNumbers.Number(http, "first", null, 1, errors.Count == 0 ? second : known, errors);
        return errors.Count > 0 ? QueryNumbers.Refused(errors)
            : tree.Failure is not null ? QueryNumbers.Contradiction
            : new JsonAnswer(proofs.Consistency(first, second).Write);
    }
}

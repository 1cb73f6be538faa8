using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Oversight;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /missions/export</c>: every live Mission as a line, for <c>catalog-lint diff --missions</c>.</summary>
internal static class MissionExportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/missions/export", Handle)
        .RequireAuthorization(Scopes.ManageMissions)
        .WithMetadata(BesidePage.Marker)
        .Produces<string>(StatusCodes.Status200OK, JsonLines.MediaType)
        .WithSummary("The live Missions, JSON lines, for catalog-lint.")
        .WithTags("Missions");

    private static JsonLines Handle(MissionExport export, CancellationToken cancellation) => new(export.LinesAsync(cancellation));
}

using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /subjects/{sub}/missions/revoke</c>: stops everything that acts for one person, for administrators.</summary>
/// <remarks>A person without Missions and one that nobody knows look the same: nothing was stopped.</remarks>
internal static class MissionsRevokeAllEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/subjects/{subject}/missions/revoke", Handle)
        .RequireAuthorization(Scopes.ManageMissions)
        .WithSummary("Stop every Mission of one person.")
        .WithTags("Missions")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(HttpContext http, string subject, MissionStop stop, CancellationToken cancellation)
    {
        string reason = MissionAuthority.ReasonFor(MissionOperation.Revoke, Parties.Administrator)!;
        int stopped = await stop.AllAsync(subject, OwnCaller.Of(http)!.ClientId, reason, cancellation);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("revoked", stopped);
            writer.WriteEndObject();
        });
    }
}

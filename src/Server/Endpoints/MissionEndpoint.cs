using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /missions/{mission_ref}</c>: the state of a Mission, for its client and for administrators.</summary>
internal static class MissionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/missions/{missionRef}", Handle)
        .RequireAuthorization(GuardRegistration.OwnTokenPolicy)
        .WithMetadata(BesidePage.Marker)
        .WithSummary("The state of a Mission.")
        .WithTags("Missions");

    private static async Task<IResult> Handle(
        HttpContext http,
        string missionRef,
        MissionFinder missions,
        MissionCeilings ceilings,
        MissionJson json,
        CancellationToken cancellation)
    {
        OwnCaller caller = OwnCaller.Of(http)!;
        Document<Mission>? mission = await missions.ByRefAsync(missionRef, cancellation);
        mission = mission is null ? null : await ceilings.MeetAsync(mission, cancellation);
        bool mayKnow = mission is not null && (caller.Mission?.MissionId == mission.Key || Scopes.Has(http.User, Scopes.ManageMissions));
        return mayKnow ? new JsonAnswer(writer => json.Write(writer, mission!.Value)) : MissionOperationEndpoint.Unknown;
    }
}

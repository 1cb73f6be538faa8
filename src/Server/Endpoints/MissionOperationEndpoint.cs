using System.Collections.Frozen;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /missions/{mission_ref}/{operation}</c>: abandon, complete, revoke, suspend, resume.</summary>
/// <remarks>An unknown Mission and one that is not the caller's look the same. Source: handoff digest §2, §10.</remarks>
internal static class MissionOperationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/missions/{missionRef}/{operation}", Handle)
        .RequireAuthorization(GuardRegistration.OwnTokenPolicy)
        .WithMetadata(new HonoursStopped(FrozenSet.ToFrozenSet([MissionOperation.Abandon, MissionOperation.Complete], StringComparer.Ordinal)))
        .WithSummary("Stop, pause or end a Mission.")
        .WithTags("Missions")
        .DisableAntiforgery();

    /// <summary>What is said of a Mission that is not there, or not for the caller.</summary>
    public static Problem Unknown => Problem.Of(StatusCodes.Status404NotFound, "No such Mission", "There is no such Mission for this caller.");

    /// <summary>What is said to a caller who may know the Mission but not do that to it.</summary>
    public static Problem NotAllowed => Problem.Of(
        StatusCodes.Status403Forbidden, "Not allowed", "The Mission's own client may only complete or abandon it; missions.manage may all but resume, and missions.resume may only that.");

    private static async Task<IResult> Handle(
        HttpContext http, string missionRef, string operation, MissionFinder missions, MissionLifecycle lifecycle, MissionJson json, CancellationToken cancellation)
    {
        if (!MissionOperation.All.TryGetValue(operation, out MissionOperation? wanted))
        {
            return Problem.Of(
                StatusCodes.Status404NotFound, "No such operation", $"The operations are {string.Join(", ", MissionOperation.All.Keys.Append(MissionOperation.Narrow).Order(StringComparer.Ordinal))}.");
        }

        Document<Mission>? mission = await missions.ByRefAsync(missionRef, cancellation);
        Parties who = mission is null ? Parties.None : Overseer.Of(mission.Value, http);
        if (who == Parties.None)
        {
            return Unknown;
        }

        if (MissionAuthority.ReasonFor(wanted.Name, who) is not { } reason)
        {
            return NotAllowed;
        }

        MissionChange change = await lifecycle.ChangeAsync(mission!.Key, wanted.Event, OwnCaller.Of(http)!.ClientId, reason, null, cancellation);
        return change.Match<IResult>(
            done => new JsonAnswer(writer => json.Write(writer, done.Mission)),
            conflict => Problem.Of(StatusCodes.Status409Conflict, "Not from this state", $"The Mission is {MissionLedger.Word(conflict.Mission.State)}."),
            _ => Unknown);
    }
}

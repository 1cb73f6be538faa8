using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Remediation;

/// <summary>Looks up what the next step of a crossing hangs on, and asks the engine.</summary>
/// <remarks>Source: article, "What Open-World Agents Still Require", re-approval.</remarks>
internal sealed class NextStepFinder(
    CatalogHost catalog, IStore store, IClientRegistry clients, MissionSeal seal, WaitingDeferrals deferrals)
{
    private const int MostPending = 50;

    /// <summary>Asks.</summary>
    /// <param name="crossing">What crossed.</param>
    /// <param name="values">The Mission's applied values.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<NextStep> FindAsync(Crossing crossing, AppliedValues values, CancellationToken cancellation)
    {
        Client? client = await clients.FindAsync(crossing.Mission.Client, cancellation);
        return crossing.Continue(new NextStepFacts
        {
            Catalog = catalog.Current,
            Stored = values,
            Envelope = crossing.Envelope,
            Crossings = crossing.Crossings,
            Pending =
            [
                .. await PendingAsync(crossing.Mission, crossing.Now, cancellation),
                .. await deferrals.OfAsync(crossing.Mission, values, crossing.Now, cancellation),
            ],
            MayDefer = client?.ResponseTypes.Any(type => type is ResponseTypes.Deferred or ResponseTypes.DeferredOrCode) == true,
            MayOtherSubjectSignIn = crossing.IsPerson,
            Now = crossing.Now,
        });
    }

    // The last ones are enough: a person whom one client asks more than this at once has another problem.
    private async Task<ValueArray<PendingQuestion>> PendingAsync(Mission mission, DateTimeOffset now, CancellationToken cancellation)
    {
        TableQuery query = MissionTables.Of(MissionTables.ByLive, MissionTables.HashOf(mission.Subject)) with { Limit = MostPending, Descending = true };
        Page<Mission> live = await store.FindAsync(MissionTables.Missions, query, cancellation);
        return [.. live.Items.Select(found => found.Value).Where(other => other.Client == mission.Client && other.Subject == mission.Subject).SelectMany(other => Of(other, now))];
    }

    private IEnumerable<PendingQuestion> Of(Mission mission, DateTimeOffset now)
    {
        MissionState state = MissionClock.Effective(mission, now);
        bool isProvisional = mission is { IsProvisional: true, DecidedAt: null } && !MissionClock.IsTerminal(state);
        if (state is MissionState.Proposed or MissionState.Pending || isProvisional)
        {
            Mission whole = mission.Proposed is { } proposed ? proposed.In(mission) : mission;
            yield return new PendingQuestion(
                mission.Kind, state == MissionState.Pending || isProvisional, mission.WaitsUntil, seal.Envelope(whole));
        }
    }
}

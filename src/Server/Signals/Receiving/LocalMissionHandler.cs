using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>A revoked home Mission stops its local tokens: they are inactive with this
/// transaction, and no assertion of it is redeemed.</summary>
/// <remarks>Source: article, lifecycle invalidation; signals digest §9; id-jag digest §6.</remarks>
internal sealed class LocalMissionHandler(
    IStore store, IOptions<SignalOptions> options, TimeProvider time, ILogger<LocalMissionHandler> log) : ISignalHandler
{
    /// <summary>Why the family of local tokens ended.</summary>
    public const string HomeSignal = "home_signal";

    /// <inheritdoc/>
    public bool Handles(ReceivedEvent told) =>
        told.Uri == options.Value.MissionEventUri || told.Uri is SignalEvents.TokenClaimsChange or SignalEvents.SessionRevoked;

    /// <inheritdoc/>
    public async Task<SetRefusal?> HandleAsync(ReceivedEvent told, SignalTransmitterOptions transmitter, CancellationToken cancellation)
    {
        bool isLifecycle = told.Uri == options.Value.MissionEventUri;
        MissionTold? mission = isLifecycle ? MissionTold.OfLifecycle(told)
            : told.Uri == SignalEvents.TokenClaimsChange ? MissionTold.OfClaims(told)
            : MissionTold.OfSession(told);
        if (mission is null)
        {
            return isLifecycle ? new SetRefusal(SetErrors.InvalidRequest, "The event does not say which Mission is in which state at which version.") : null;
        }

        string family = OpaqueHandle.New(OpaqueHandle.Family);
        DateTimeOffset now = time.GetUtcNow();
        LocalMissionStep step = await store.WriteAsync(write => Apply(write, told.Issuer, mission, family, now), cancellation);
        if (step != LocalMissionStep.Ignore)
        {
            SignalLog.MissionTold(
                log, SignalLog.Code(mission.MissionRef), told.Issuer, SignalLog.Code(mission.State ?? MissionTold.Active), mission.Version);
        }

        return null;
    }

    private static LocalMissionStep Apply(IStoreTransaction write, string issuer, MissionTold told, string freshFamily, DateTimeOffset now)
    {
        string key = DownstreamTables.KeyOf(issuer, told.MissionRef);
        LocalMission? known = write.Get(DownstreamTables.Missions, key)?.Value;
        LocalMissionStep step = LocalMissionRules.Decide(known, told);
        if (step == LocalMissionStep.Ignore)
        {
            return step;
        }

        // Also where nothing was redeemed yet: an assertion that is still on its way must find the Mission stopped.
        LocalMission before = known ?? new LocalMission
        {
            Key = key, Issuer = issuer, MissionRef = told.MissionRef, FamilyId = freshFamily, State = MissionTold.Active, SeenAt = now,
        };
        LocalMission after = before with
        {
            State = step == LocalMissionStep.Confirm ? before.State : told.State ?? MissionTold.Active,
            Version = told.Version > 0 ? told.Version : before.Version,
            // An ended family stays ended: what comes after a stop is of another one.
            FamilyId = step == LocalMissionStep.Confirm ? before.FamilyId : freshFamily,
            // What was asserted before is redeemed no more, whichever way the Mission changed; a mere confirmation changes nothing.
            AssertedAfter = step == LocalMissionStep.Confirm && told.State is not null || told.At <= before.AssertedAfter ? before.AssertedAfter : told.At,
            SeenAt = now,
        };
        if (step != LocalMissionStep.Confirm)
        {
            Families.End(write, before.FamilyId, HomeSignal);
        }

        write.Put(DownstreamTables.Missions, after);
        return step;
    }
}

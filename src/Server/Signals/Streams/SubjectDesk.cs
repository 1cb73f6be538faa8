using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Adds Missions to streams and removes them. A Mission that the receiver may not know is passed over in silence.</summary>
/// <remarks>Source: SSF 1.0 §8.1.3, §9.1 (subject probing).</remarks>
internal sealed class SubjectDesk(IStore store, SignalOutbox outbox, MissionSignals signals, SignalBell bell)
{
    /// <summary>Sets whether a stream carries a Mission.</summary>
    /// <param name="stream">The receiver's own stream.</param>
    /// <param name="missionRef">The handle, as it came.</param>
    /// <param name="isWanted">Whether its events are wanted.</param>
    /// <param name="cancellation">Stops before it is set.</param>
    public Task<bool> ChooseAsync(SignalStream stream, string missionRef, bool isWanted, CancellationToken cancellation) => store.WriteAsync(
        write =>
        {
            if (!StoreKey.IsValue(missionRef) || MissionFinder.ByRef(write, missionRef) is not { } mission || mission.Value.Version == 0
                || !MissionSignals.MayKnow(write, stream, mission.Value))
            {
                return false;
            }

            write.Put(SignalTables.Subjects, new SubjectChoice
            {
                StreamId = stream.StreamId, MissionId = mission.Key, IsWanted = isWanted, KeepUntil = MissionAudiences.KeepUntil(mission.Value),
            });
            // Whoever begins to follow a Mission learns how it stands: what was before was told to nobody, or to others.
            if (isWanted && signals.Standing(stream, mission.Value, write.Now) is { } standing)
            {
                outbox.Append(write, stream.StreamId, standing);
                bell.Ring();
            }

            return true;
        },
        cancellation);
}

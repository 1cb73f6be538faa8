using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.StatusLists;

/// <summary>What a Mission does, its tokens do: the lists learn of it in the same transaction.</summary>
internal sealed class StatusTransitions : ITransitionSink
{
    /// <inheritdoc/>
    public void Record(IStoreTransaction write, Mission before, Mission after)
    {
        // Before its first activation a Mission has no tokens.
        if (before.Version > 0 && (MissionClock.Held(before) != MissionClock.Held(after) || before.NarrowedIn != after.NarrowedIn))
        {
            StatusChanges.Mission(write, after.MissionId);
        }
    }
}

using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.StatusLists;

/// <summary>What a Mission does, its tokens do, in the same transaction.</summary>
internal sealed class StatusTransitions : ITransitionSink
{
    /// <inheritdoc/>
    public void Record(IStoreTransaction write, Mission before, Mission after)
    {
        // Before its first activation a Mission has no tokens.
        if (before.State != after.State && before.Version > 0)
        {
            StatusMarks.Move(write, after.MissionId, Of(after.State));
        }
    }

    private static TokenStatus Of(MissionState state) => state switch
    {
        MissionState.Active => TokenStatus.Valid,
        MissionState.Suspended => TokenStatus.Suspended,
        _ => TokenStatus.Invalid,
    };
}

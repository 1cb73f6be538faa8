using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Takes part in the transaction of every change of a Mission that others may have to know of.</summary>
internal interface ITransitionSink
{
    /// <summary>Records what follows from a change, in its transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="before">The Mission before.</param>
    /// <param name="after">The Mission after, as it is being written.</param>
    void Record(IStoreTransaction write, Mission before, Mission after);
}

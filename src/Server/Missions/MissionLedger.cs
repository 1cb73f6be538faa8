using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>The only place that changes the state of a Mission: state, version,
/// evidence and everything that follows, in one transaction.</summary>
/// <remarks>Source: handoff digest §10, "atomic", "version".</remarks>
internal sealed class MissionLedger(IEnumerable<ITransitionSink> sinks)
{
    private readonly ITransitionSink[] sinks = [.. sinks];

    /// <summary>Moves a Mission, where the table allows it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="current">The Mission as this transaction read it.</param>
    /// <param name="what">What happens.</param>
    /// <param name="change">What changes besides the state; the state and version are set here.</param>
    /// <param name="evidence">The record of it; state, version and, where it names no other, envelope of the result are filled in.</param>
    /// <returns>The Mission after, or null when the table has no such transition.</returns>
    public Mission? Move(
        IStoreTransaction write, Document<Mission> current, MissionEvent what, Func<Mission, Mission> change, EvidenceDraft evidence)
    {
        MissionState from = MissionClock.Movable(current.Value, write.Now);
        // The row may still say active when the clock already says otherwise: only writing that down is left.
        if (MissionTransitions.Next(what is MissionEvent.Expire or MissionEvent.Withdraw ? current.Value.State : from, what) is not { } to)
        {
            return null;
        }

        bool wasActive = current.Value.Version > 0;
        Mission after = change(current.Value) with { State = to, Version = wasActive || to == MissionState.Active ? current.Value.Version + 1 : 0 };
        Write(write, current, after, evidence);
        return after;
    }

    /// <summary>Changes a Mission that stays in its state: a narrower envelope, an upgrade, a new attestation.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="current">The Mission as this transaction read it.</param>
    /// <param name="change">What changes.</param>
    /// <param name="evidence">The record of it.</param>
    public Mission Amend(IStoreTransaction write, Document<Mission> current, Func<Mission, Mission> change, EvidenceDraft evidence)
    {
        Mission after = change(current.Value) with { Version = current.Value.Version + 1 };
        Write(write, current, after, evidence);
        return after;
    }

    private void Write(IStoreTransaction write, Document<Mission> current, Mission after, EvidenceDraft evidence)
    {
        if (!write.Update(MissionTables.Missions, after, current.Version).Succeeded)
        {
            throw new InvalidOperationException("A Mission changed inside the transaction that read it.");
        }

        EvidenceEntry entry = evidence.Entry with
        {
            MissionId = after.MissionId,
            MissionRef = after.MissionRef,
            MissionVersion = after.Version,
            PriorState = Word(MissionClock.Held(current.Value)),
            State = Word(MissionClock.Held(after)),
            EnvelopeDigest = evidence.Entry.EnvelopeDigest ?? after.EnvelopeDigest,
        };
        bool isApproval = evidence.Kind == EvidenceKinds.MissionApproved;
        if (isApproval || current.Value.AuthorityHash != after.AuthorityHash)
        {
            // What is approved while the Mission holds its restricted beginning is the whole.
            entry = entry with { AuthorityHash = isApproval && after.Proposed is { } whole ? whole.AuthorityHash : after.AuthorityHash, IntentHash = after.IntentHash };
        }


        (evidence with { Entry = entry }).Append(write);
        foreach (ITransitionSink sink in sinks)
        {
            sink.Record(write, current.Value, after);
        }
    }

    /// <summary>A state in the words of the wire.</summary>
    public static string Word(MissionState state) => state.ToString().ToLowerInvariant();
}

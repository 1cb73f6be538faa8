using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>A record that is ready to be appended by the transaction that it proves; made beforehand, since a transaction may run twice.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Entry">What the log keeps for ever.</param>
/// <param name="Personal">What can be erased, or null.</param>
internal sealed record EvidenceDraft(string Kind, EvidenceEntry Entry, PersonalEvidence? Personal)
{
    /// <summary>Appends.</summary>
    /// <param name="write">The transaction.</param>
    public void Append(IStoreTransaction write)
    {
        // The log knows a Mission by its handle; whoever had only the key leaves the handle to be found here.
        EvidenceEntry entry = Entry is { MissionId: { } id, MissionRef: null }
            ? Entry with { MissionRef = write.Get(MissionTables.Missions, id)?.Value.MissionRef }
            : Entry;
        long number = write.AppendEvidence(Kind, entry, EvidenceJson.Default.EvidenceEntry);
        if (entry.MissionId is { } missionId)
        {
            write.Add(EvidenceTables.Missions, new MissionRecord(number, missionId));
        }

        if (Personal is not null)
        {
            write.Put(EvidenceTables.Personal, Personal);
        }
    }

    /// <summary>Keeps the record where nothing else is written.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public Task KeepAsync(IStore store, CancellationToken cancellation) => store.WriteAsync(
        write =>
        {
            Append(write);
            return true;
        },
        cancellation);
}

using System.Runtime.CompilerServices;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>The personal parts of evidence: seen one by one or all, and erased for one person.</summary>
internal sealed class PersonalRecords(IStore store, EvidenceDesk desk)
{
    private const int Batch = 200;

    /// <summary>The personal part of a record.</summary>
    /// <param name="eventId">The record, by its <c>event_id</c>.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The part; null when there never was one, or it was erased.</returns>
    public async Task<PersonalPart?> FindAsync(string eventId, CancellationToken cancellation) =>
        await store.GetAsync(EvidenceTables.Personal, eventId, cancellation) is { } row ? desk.Open(row.Value) : null;

    /// <summary>Every personal part, or those of one person.</summary>
    /// <param name="subject">The person, or null for all.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public async IAsyncEnumerable<PersonalPart> AllAsync(string? subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableQuery? query = Of(subject);
        while (query is not null)
        {
            Page<PersonalEvidence> page = await store.FindAsync(EvidenceTables.Personal, query, cancellation);
            foreach (Document<PersonalEvidence> row in page.Items)
            {
                if (desk.Open(row.Value) is { } part)
                {
                    yield return part;
                }
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }
    }

    /// <summary>Erases the personal parts whose subject a person is, and appends to the log how many they were.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="client">Who asks, for the log.</param>
    /// <param name="cancellation">Stops between batches; what is erased stays erased, and the call can be repeated.</param>
    public async Task<Erasure> EraseAsync(string subject, string client, CancellationToken cancellation)
    {
        int total = 0;
        while (true)
        {
            EvidenceEntry entry = new() { EventId = EvidenceDesk.NewId(), Client = client };
            Erasure step = await store.WriteAsync(write => EraseSome(write, subject, entry), cancellation);
            int erased = step.Match(done => done.Parts, _ => 0);
            total += erased;
            if (erased < Batch)
            {
                return step.Match<Erasure>(_ => new Erasure.Done(total), live => live);
            }
        }
    }

    private static Erasure EraseSome(IStoreTransaction write, string subject, EvidenceEntry entry)
    {
        if (LiveMissionOf(write, subject) is { } live)
        {
            return new Erasure.LiveMission(live);
        }

        Page<PersonalEvidence> page = write.Find(EvidenceTables.Personal, Of(subject));
        foreach (Document<PersonalEvidence> row in page.Items)
        {
            write.Delete(EvidenceTables.Personal, row.Key);
        }

        if (!page.Items.IsEmpty)
        {
            new EvidenceDraft(EvidenceKinds.PersonalErased, entry with { Erased = page.Items.Length }, null).Append(write);
        }

        return new Erasure.Done(page.Items.Length);
    }

    private static string? LiveMissionOf(IStoreTransaction write, string subject)
    {
        TableQuery? query = TableQuery.Where(MissionTables.BySubject, HandleHash.Of(subject).Value) with { Limit = TableQuery.MaxLimit };
        while (query is not null)
        {
            Page<Mission> page = write.Find(MissionTables.Missions, query);
            Document<Mission>? live = page.Items.FirstOrDefault(mission => !MissionClock.IsTerminal(MissionClock.Effective(mission.Value, write.Now)));
            if (live is not null)
            {
                return live.Value.MissionRef;
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }

        return null;
    }

    private static TableQuery Of(string? subject) =>
        (subject is null ? TableQuery.All : TableQuery.Where(EvidenceTables.BySubject, HandleHash.Of(subject).Value)) with { Limit = Batch };
}

using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>What the log tells of one Mission, in order. A page costs a page, whatever else the log holds.</summary>
internal sealed class EvidenceTimeline(IStore store)
{
    /// <summary>One page.</summary>
    /// <param name="missionId">The Mission, by its internal key.</param>
    /// <param name="cursor">Where to begin; null for the beginning.</param>
    /// <param name="limit">At most this many, 1 to <see cref="TableQuery.MaxLimit"/>.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <param name="newestFirst">From the last record back.</param>
    public async Task<TimelinePage> ReadAsync(string missionId, PageCursor? cursor, int limit, CancellationToken cancellation, bool newestFirst = false)
    {
        TableQuery query = TableQuery.Where(EvidenceTables.ByMission, missionId) with { After = cursor, Limit = limit, Descending = newestFirst };
        Page<MissionRecord> page = await store.FindAsync(EvidenceTables.Missions, query, cancellation);
        ImmutableArray<TimelineEntry>.Builder entries = ImmutableArray.CreateBuilder<TimelineEntry>(page.Items.Length);
        foreach (Document<MissionRecord> row in page.Items)
        {
            EvidenceRecord record = (await store.Evidence.ReadAsync(row.Value.Number, 1, cancellation))[0];
            EvidenceEntry entry = JsonSerializer.Deserialize(record.Json.Span, EvidenceJson.Default.EvidenceEntry)
                ?? throw new InvalidDataException($"Evidence record {record.Number} is null.");
            entries.Add(new TimelineEntry(record.Number, record.At, record.Kind, entry with { MissionId = missionId }));
        }

        return new TimelinePage(entries.MoveToImmutable(), page.Next);
    }
}

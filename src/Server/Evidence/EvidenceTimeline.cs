using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>What the log tells of one Mission, in order. A page costs a page, whatever else the log holds.</summary>
internal sealed class EvidenceTimeline(IStore store)
{
    private const int Stretch = 16;

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
        ImmutableArray<EvidenceRecord> read = [];
        foreach (long number in page.Items.Select(static row => row.Value.Number))
        {
            if (read.IsEmpty || number < read[0].Number || number > read[^1].Number)
            {
                // Records of one Mission often stand close together: what lies between them is read along.
                read = await store.Evidence.ReadAsync(newestFirst ? Math.Max(1, number - Stretch + 1) : number, Stretch, cancellation);
            }

            entries.Add(Entry(read[(int)(number - read[0].Number)], missionId));
        }

        return new TimelinePage(entries.MoveToImmutable(), page.Next);
    }

    private static TimelineEntry Entry(EvidenceRecord record, string missionId)
    {
        EvidenceEntry entry = JsonSerializer.Deserialize(record.Json.Span, EvidenceJson.Default.EvidenceEntry)
            ?? throw new InvalidDataException($"Evidence record {record.Number} is null.");
        return new TimelineEntry(record.Number, record.At, record.Kind, entry with { MissionId = missionId });
    }
}

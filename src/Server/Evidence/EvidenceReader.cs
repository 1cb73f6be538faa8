using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>Reads records with their place in the chain.</summary>
internal sealed class EvidenceReader(IEvidenceLog log, EvidenceTree tree)
{
    /// <summary>Most records of one page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>One page.</summary>
    /// <param name="from">The first number wanted, from 1.</param>
    /// <param name="limit">At most this many, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<ImmutableArray<LogRecord>> ReadAsync(long from, int limit, CancellationToken cancellation)
    {
        long end = Math.Min(await tree.CatchUpAsync(cancellation), log.Last);
        return from > end ? [] : await ReadAsync(from, Math.Min(from + limit - 1, end), cancellation);
    }

    /// <summary>Every record up to a size.</summary>
    /// <param name="size">How many.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public async IAsyncEnumerable<LogRecord> AllAsync(long size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (long from = 1; from <= size; from += MaxLimit)
        {
            foreach (LogRecord record in await ReadAsync(from, Math.Min(from + MaxLimit - 1, size), cancellation))
            {
                yield return record;
            }
        }
    }

    private async Task<ImmutableArray<LogRecord>> ReadAsync(long from, long to, CancellationToken cancellation)
    {
        ImmutableArray<EvidenceRecord> found = await log.ReadAsync(from, (int)(to - from + 1), cancellation);

        // What each record names is the hash that was taken when it came, not that of what is read now: a record altered since then shows.
        return [.. found.Select(record => EvidenceTree.Form(record, tree.HashBefore(record.Number)))];
    }
}

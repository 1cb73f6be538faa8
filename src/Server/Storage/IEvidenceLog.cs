using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage;

/// <summary>The append-only log of what was decided and shown. Written only through <see cref="IStoreTransaction.AppendEvidence"/>.</summary>
internal interface IEvidenceLog
{
    /// <summary>The number of the last acknowledged record; 0 when there is none.</summary>
    long Last { get; }

    /// <summary>Acknowledged records in order of their numbers.</summary>
    /// <param name="from">The first number wanted; numbers start at 1 and have no gaps.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellation">Stops the call.</param>
    ValueTask<ImmutableArray<EvidenceRecord>> ReadAsync(long from, int limit, CancellationToken cancellation);
}

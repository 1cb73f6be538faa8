using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>What a journal was found to hold.</summary>
/// <param name="Segments">Its segments in order; the last one is written to.</param>
/// <param name="LastSequence">The last whole write.</param>
/// <param name="ValidLength">Bytes of whole frames in the last segment.</param>
/// <param name="TornBytes">Bytes behind them: a group that was never acknowledged.</param>
/// <param name="FirstEvidence">The first evidence record in the journal; 0 for none.</param>
/// <param name="LastEvidence">The last one; 0 for none.</param>
internal sealed record JournalScan(
    ImmutableArray<Segment> Segments, long LastSequence, long ValidLength, long TornBytes, long FirstEvidence, long LastEvidence);

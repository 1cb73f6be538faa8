using System.Collections.Immutable;
using MissionPolicy.Server.Storage.Cells;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>The effects of one write.</summary>
/// <param name="Sequence">Its place in the order of all writes: 1, 2, 3 … without gaps.</param>
/// <param name="Changes">What it did to the state.</param>
/// <param name="Evidence">What it appended to the evidence log.</param>
internal sealed record JournalRecord(long Sequence, ImmutableArray<CellChange> Changes, ImmutableArray<EvidenceRecord> Evidence);

namespace MissionPolicy.Server.Evidence;

/// <summary>One record of a Mission's timeline.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="At">When it was written (UTC).</param>
/// <param name="Kind">One of <see cref="EvidenceKinds"/>.</param>
/// <param name="Entry">What the log keeps; the personal part is asked for by its <see cref="EvidenceEntry.EventId"/>.</param>
internal sealed record TimelineEntry(long Number, DateTimeOffset At, string Kind, EvidenceEntry Entry);

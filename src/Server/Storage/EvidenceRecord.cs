namespace MissionPolicy.Server.Storage;

/// <summary>One record of the evidence log.</summary>
/// <param name="Number">Its place: 1, 2, 3 … without gaps.</param>
/// <param name="At">When the write ran (UTC).</param>
/// <param name="Kind">What kind of record.</param>
/// <param name="Json">The payload as canonical JSON (RFC 8785) in UTF-8.</param>
internal sealed record EvidenceRecord(long Number, DateTimeOffset At, string Kind, ReadOnlyMemory<byte> Json);

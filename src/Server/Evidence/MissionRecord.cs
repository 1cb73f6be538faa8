namespace MissionPolicy.Server.Evidence;

/// <summary>That a record of the log tells of a Mission; written with the record.</summary>
/// <param name="Number">The record.</param>
/// <param name="MissionId">The Mission.</param>
internal sealed record MissionRecord(long Number, string MissionId);

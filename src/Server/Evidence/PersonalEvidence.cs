namespace MissionPolicy.Server.Evidence;

/// <summary>The personal part of an evidence record at rest. Erasing the row leaves a log that still verifies.</summary>
/// <param name="EventId">The record that it belongs to.</param>
/// <param name="SubjectKey">The hash of the subject, to find what has to be erased.</param>
/// <param name="MissionId">The Mission, or null.</param>
/// <param name="Sealed">Salt and facts, protected.</param>
internal sealed record PersonalEvidence(string EventId, string SubjectKey, string? MissionId, string Sealed);

using MissionPolicy.Server.Evidence;

namespace MissionPolicy.Server.Missions;

/// <summary>The restricted beginning of a Mission that reviewers still decide on.</summary>
/// <param name="KeyThumbprint">The key that it is bound to.</param>
/// <param name="Envelope">The restricted envelope, protected; it lies inside the full one.</param>
/// <param name="EnvelopeDigest">Its digest.</param>
/// <param name="AuthorityHash">Its integrity anchor.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="WaitsUntil">Until when reviewers may decide.</param>
/// <param name="Approved">The evidence that the entry's rule permits it.</param>
/// <param name="Activated">The evidence that it began.</param>
internal sealed record ProvisionalStart(
    string KeyThumbprint, string Envelope, string EnvelopeDigest, string AuthorityHash, DateTimeOffset EndsAt, DateTimeOffset WaitsUntil, EvidenceDraft Approved, EvidenceDraft Activated);

using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>When a sign-in re-attests an active Mission, and what happens otherwise.</summary>
/// <param name="Within">How long after the last attestation; null when the purpose cannot be resumed.</param>
/// <param name="Same">What must be equal: <c>subject</c>, <c>tenant</c>, <c>application</c>, <c>actor</c>, <c>params.NAME</c>; sorted.</param>
/// <param name="Otherwise">What happens when it is not compatible.</param>
public sealed record ResumeRule(TimeSpan? Within, ValueArray<string> Same, ResumeFallback Otherwise);

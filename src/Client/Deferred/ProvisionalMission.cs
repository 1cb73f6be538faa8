using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Deferred;

/// <summary>A restricted part of a Mission that begins before the decision. A denial ends it; an approval makes the same Mission whole.</summary>
/// <param name="MissionRef">The handle.</param>
/// <param name="InterimIdToken">Secret: what tokens are exchanged for; it was verified.</param>
public sealed record ProvisionalMission(string MissionRef, SecretText InterimIdToken);

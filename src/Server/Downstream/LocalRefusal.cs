using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>Local policy's no.</summary>
/// <param name="Error">What the caller is told: no more than the standard error.</param>
/// <param name="Why">Which rule refused: for the log and evidence, not for the caller.</param>
internal sealed record LocalRefusal(OAuthError Error, string Why);

using System.Collections.Immutable;

namespace MissionPolicy.Server.SignIn.Throttling;

/// <summary>An attempt that was counted before it was looked at.</summary>
/// <param name="Keys">Under what it was counted: first what it was aimed at, then where it came from.</param>
/// <param name="WaitUntil">When the next attempt may come; null when this one may go on.</param>
internal sealed record ThrottledAttempt(ImmutableArray<string> Keys, DateTimeOffset? WaitUntil);

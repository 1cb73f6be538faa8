using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>An authorization request that is not accepted, and where its error may go.</summary>
/// <param name="Error">The error.</param>
/// <param name="Answer">Where it goes; null when no redirect URI is known to be good, then the person sees a page.</param>
internal sealed record RequestRefusal(OAuthError Error, AnswerTarget? Answer);

namespace MissionPolicy.Server.Protocol;

/// <summary>One response header that belongs to an error answer.</summary>
/// <param name="Name">The header name.</param>
/// <param name="Value">The header value.</param>
internal readonly record struct OAuthErrorHeader(string Name, string Value);

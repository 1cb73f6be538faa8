namespace MissionPolicy.Server.Protocol;

/// <summary>One extra top-level member of an error answer.</summary>
/// <param name="Name">The member name.</param>
/// <param name="Json">Its value, already serialised JSON.</param>
internal readonly record struct OAuthErrorMember(string Name, string Json);

namespace MissionPolicy.Server.Protocol;

/// <summary>What the client would like to be shown. A hint for the page; never authority.</summary>
/// <param name="Title">A title, or null.</param>
/// <param name="Description">A description, or null.</param>
/// <param name="Locale">Their language (BCP 47), or null.</param>
internal sealed record RequestedDisplay(string? Title, string? Description, string? Locale);

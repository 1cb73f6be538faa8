namespace MissionPolicy.Engine.Loading;

/// <summary>One file of the catalog, read by the host.</summary>
/// <param name="Path">The path inside the catalog folder, with forward slashes: <c>purposes/schedule-meeting.yaml</c>.</param>
/// <param name="Text">The whole text.</param>
public sealed record CatalogSource(string Path, string Text);

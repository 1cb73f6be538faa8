namespace MissionPolicy.Server.Replay;

/// <summary>A value that was used.</summary>
/// <param name="Hash">The hash of its kind and text; the identity of the row.</param>
/// <param name="Until">Until when the use has to be remembered.</param>
internal sealed record UsedValue(string Hash, DateTimeOffset Until);

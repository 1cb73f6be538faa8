namespace MissionPolicy.Server.Prompts;

/// <summary>What a person stopped, in words of ours.</summary>
/// <param name="Key">The key of the stop.</param>
/// <param name="ClientName">The application.</param>
/// <param name="Title">What it would ask for.</param>
/// <param name="At">Since when.</param>
internal sealed record StoppedView(string Key, string ClientName, string Title, DateTimeOffset At);

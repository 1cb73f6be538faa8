namespace MissionPolicy.Samples.MeetingAgent.Story;

/// <summary>The demonstration cannot go on: an answer was not the one that it shows.</summary>
/// <param name="message">The step and what was seen.</param>
internal sealed class StoryEnd(string message) : Exception(message);

namespace MissionPolicy.Engine.Descriptions;

/// <summary>One thing that is another than before.</summary>
/// <param name="What">What it is, for example <c>Calendar events: calendar</c> or <c>tenant</c>.</param>
/// <param name="Before">How it was, in words.</param>
/// <param name="After">How it would be, in words.</param>
public sealed record NewsChange(string What, string Before, string After);

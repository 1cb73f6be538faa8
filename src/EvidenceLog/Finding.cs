namespace MissionPolicy.Evidence;

/// <summary>One thing that is wrong with an export.</summary>
/// <param name="Line">The line it was seen at, from 1.</param>
/// <param name="Record">The record that is concerned, or null when it is none in particular.</param>
/// <param name="Code">What kind of break, one of <see cref="FindingCodes"/>.</param>
/// <param name="Message">What it means.</param>
public sealed record Finding(long Line, long? Record, string Code, string Message);

namespace MissionPolicy.Server.Oversight;

/// <summary>One record of a Mission's history, in words.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What happened.</param>
/// <param name="Sort">What sort of event it is, for counting and for its colour.</param>
internal sealed record TimelineLine(DateTimeOffset At, string Text, TimelineSort Sort);

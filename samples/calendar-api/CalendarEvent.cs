namespace MissionPolicy.Samples.CalendarApi;

/// <summary>An event.</summary>
internal sealed record CalendarEvent(string Id, string Calendar, string Title, DateTimeOffset Starts, DateTimeOffset Ends);

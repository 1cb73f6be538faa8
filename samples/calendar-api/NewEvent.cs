namespace MissionPolicy.Samples.CalendarApi;

/// <summary>An event to be made.</summary>
internal sealed record NewEvent(string Title, DateTimeOffset Starts, DateTimeOffset Ends);

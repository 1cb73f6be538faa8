using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MissionPolicy.Samples.CalendarApi;

/// <summary>The events, in memory.</summary>
internal sealed class Calendars
{
    private ImmutableList<CalendarEvent> events = [];

    public CalendarEvent Add(string calendar, NewEvent wanted)
    {
        CalendarEvent made = new($"evt_{RandomNumberGenerator.GetHexString(32, lowercase: true)}", calendar, wanted.Title, wanted.Starts, wanted.Ends);
        ImmutableInterlocked.Update(ref events, static (all, one) => all.Add(one), made);
        return made;
    }

    public IReadOnlyList<CalendarEvent> Between(string calendar, DateTimeOffset from, DateTimeOffset to) =>
        [.. events.Where(item => item.Calendar == calendar && item.Starts >= from && item.Starts < to)];
}

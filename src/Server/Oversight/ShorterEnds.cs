using System.Globalization;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Oversight;

/// <summary>Earlier ends that a form offers: the value to send, and its words.</summary>
internal static class ShorterEnds
{
    private static readonly (TimeSpan Length, string Words)[] Offered =
    [
        (TimeSpan.FromMinutes(15), "in 15 minutes"), (TimeSpan.FromHours(1), "in 1 hour"), (TimeSpan.FromHours(4), "in 4 hours"),
        (TimeSpan.FromDays(1), "in 1 day"), (TimeSpan.FromDays(7), "in 7 days"),
    ];

    /// <summary>The ends before a Mission's own.</summary>
    /// <param name="now">The time.</param>
    /// <param name="end">The Mission's end.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(DateTimeOffset now, DateTimeOffset end) =>
        [.. Offered.Where(offer => now + offer.Length < end).Select(offer => KeyValuePair.Create(FactText.End(now + offer.Length), offer.Words))];

    /// <summary>A time on a page.</summary>
    public static string Words(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

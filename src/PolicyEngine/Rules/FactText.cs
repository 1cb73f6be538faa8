using System.Globalization;
using System.Xml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>The one place that turns instants and durations into text and back.</summary>
public static class FactText
{
    /// <summary>RFC 3339 in UTC, with a fraction only when there is one.</summary>
    /// <param name="utcTicks">UTC ticks of 100 nanoseconds.</param>
    public static string Instant(long utcTicks) =>
        new DateTime(utcTicks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 in UTC, with a fraction only when there is one.</summary>
    /// <param name="value">The instant.</param>
    public static string Instant(DateTimeOffset value) => Instant(value.UtcTicks);

    /// <summary>RFC 3339 in UTC and whole seconds, never later than the instant: how an end stands on the wire.</summary>
    /// <param name="value">The instant.</param>
    public static string End(DateTimeOffset value) => Instant(Lifetime.WholeSecond(value));

    /// <summary>ISO 8601 duration in days, hours, minutes and seconds.</summary>
    /// <param name="ticks">Ticks of 100 nanoseconds.</param>
    public static string Duration(long ticks) => XmlConvert.ToString(new TimeSpan(ticks));

    /// <summary>Reads an RFC 3339 date-time; the offset is required.</summary>
    /// <param name="text">The text, for example <c>2026-12-01T08:00:00Z</c>.</param>
    /// <param name="value">The instant.</param>
    /// <returns>False when the text is not an RFC 3339 date-time.</returns>
    public static bool TryInstant(string? text, out DateTimeOffset value)
    {
        value = default;
        return text is { Length: >= 20 and <= 40 }
            && text[10] is 'T' or 't'
            && text[^1] is 'Z' or 'z' or (>= '0' and <= '9')
            && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>Reads an ISO 8601 duration without years and months, or the short form <c>8h</c>, <c>30m</c>, <c>15s</c>, <c>2d</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The duration; never negative.</param>
    /// <returns>False when the text is neither form, is negative, or does not fit.</returns>
    public static bool TryDuration(string? text, out TimeSpan value)
    {
        value = default;
        if (string.IsNullOrEmpty(text) || text.Length > 32)
        {
            return false;
        }

        return text[0] == 'P' ? TryIsoDuration(text, out value) : TryShortDuration(text, out value);
    }

    private static bool TryIsoDuration(string text, out TimeSpan value)
    {
        value = default;
        int time = text.IndexOf('T', StringComparison.Ordinal);
        string date = time < 0 ? text : text[..time];
        if (date.Contains('Y', StringComparison.Ordinal) || date.Contains('M', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return value >= TimeSpan.Zero;
        }
        catch (Exception refused) when (refused is FormatException or OverflowException)
        {
            return false;
        }
    }

    private static bool TryShortDuration(string text, out TimeSpan value)
    {
        value = default;
        long unit = text[^1] switch
        {
            's' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            'd' => TimeSpan.TicksPerDay,
            _ => 0,
        };
        if (unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return false;
        }

        if (count > TimeSpan.MaxValue.Ticks / unit)
        {
            return false;
        }

        value = new TimeSpan(unit * count);
        return true;
    }
}

using System.Globalization;
using System.Text;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>Values as a person reads them; the same on every machine.</summary>
internal static class PlainWords
{
    private static readonly (long Ticks, string Noun)[] Units =
    [
        (TimeSpan.TicksPerDay, "day"), (TimeSpan.TicksPerHour, "hour"), (TimeSpan.TicksPerMinute, "minute"), (TimeSpan.TicksPerSecond, "second"),
    ];

    /// <summary>A text in which nothing is invisible: a line break or a change of direction inside a value could make a page say something else.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}")
                : shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>A text as a value: in quotes where its ends would not be seen, or a comma inside could pass for the next item of a list.</summary>
    /// <param name="text">The text.</param>
    public static string Item(string text) => text.Length == 0 || text.Contains(',', StringComparison.Ordinal) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])
        ? $"\"{Text(text)}\""
        : Text(text);

    public static string List(IEnumerable<string> texts, string last) =>
        texts.ToArray() is [.. var all, var end] ? all.Length == 0 ? end : $"{string.Join(", ", all)} {last} {end}" : string.Empty;

    public static string Instant(DateTimeOffset value) => Instant(value.UtcTicks);

    public static string Duration(TimeSpan value)
    {
        List<string> parts = [];
        long left = value.Ticks;
        foreach ((long ticks, string noun) in Units)
        {
            long count = left / ticks;
            left -= count * ticks;
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}"));
            }
        }

        return left != 0 || parts.Count == 0 ? FactText.Duration(value.Ticks) : string.Join(' ', parts);
    }

    public static string Value(FactValue value) => value.Kind switch
    {
        _ when value.IsAbsent => "nothing",
        FactKind.Instant => Instant((long)value.AsNumber),
        FactKind.Duration => Duration(new TimeSpan((long)value.AsNumber)),
        FactKind.Flag => value.AsNumber == 1 ? "yes" : "no",
        FactKind.TextSet => value.SetCount == 0 ? "nobody and nothing" : string.Join(", ", value.AsSet.Select(Item)),
        _ => Item(value.ToString()),
    };

    private static string Instant(long utcTicks)
    {
        DateTime value = new(utcTicks, DateTimeKind.Utc);
        string format = utcTicks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss.FFFFFFF";
        return value.ToString(format, CultureInfo.InvariantCulture) + " UTC";
    }
}

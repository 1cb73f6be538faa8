using System.Globalization;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>Texts of each format that people read as made up.</summary>
internal static class FormatWords
{
    private static readonly DateTimeOffset First = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static IEnumerable<string> Of(string format, string prefix, int want) => Enumerable.Range(1, want + 2)
        .SelectMany(index => Guesses(format, prefix, index))
        .Where(word => word.StartsWith(prefix, StringComparison.Ordinal) && Formats.Fits(format, word))
        .Distinct(StringComparer.Ordinal)
        .Take(want);

    private static IEnumerable<string> Guesses(string format, string prefix, int index)
    {
        string word = Word(format, index);
        return prefix.Length == 0
            ? [word]
            : [prefix, word.Length > prefix.Length ? prefix + word[prefix.Length..] : prefix, prefix + Text(index), prefix + word, prefix + "@example.com", prefix + ".example.com"];
    }

    private static string Word(string format, int index) => format switch
    {
        "date" => First.AddDays(index - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "date-time" => FactText.Instant(First.AddHours(index - 1)),
        "time" => First.AddMinutes(index - 1).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "duration" => $"PT{Text(index)}H",
        "email" => $"other-{Text(index)}@example.com",
        "hostname" => $"other-{Text(index)}.example.com",
        "ipv4" => $"192.0.2.{Text(index)}",
        "ipv6" => $"2001:db8::{Text(index)}",
        "uri" => $"https://example.com/{Text(index)}",
        _ => $"00000000-0000-4000-8000-{index.ToString("d12", CultureInfo.InvariantCulture)}",
    };

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace MissionPolicy.Client.Wire;

/// <summary>RFC 3339 instants.</summary>
internal static class Instants
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd't'HH:mm:ssK", "yyyy-MM-dd't'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads an instant; an offset is required.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        string upper = text.EndsWith('z') ? text[..^1] + "Z" : text;
        return upper.Length is >= 20 and <= 40
            && (upper[^1] == 'Z' || upper[^6] is '+' or '-')
            && DateTimeOffset.TryParseExact(upper, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>Writes an instant in UTC, whole seconds when it has no fraction.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

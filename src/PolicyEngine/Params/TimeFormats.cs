namespace MissionPolicy.Engine.Params;

/// <summary><c>date</c>, <c>time</c> and <c>date-time</c>.</summary>
/// <remarks>Source: RFC 3339 §5.6.</remarks>
internal static class TimeFormats
{
    public static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && Digits(text[..4]) is int year && Digits(text[5..7]) is int and >= 1 and <= 12 and int month
        && Digits(text[8..]) is int and >= 1 and int day && day <= DaysIn(year, month);

    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':'
            || Digits(text[..2]) is not (int and <= 23 and int hour)
            || Digits(text[3..5]) is not (int and <= 59 and int minute)
            || Digits(text[6..8]) is not (int and <= 60 and int second))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[8..];
        if (rest[0] == '.')
        {
            int digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            if (digits == 1)
            {
                return false;
            }

            rest = rest[digits..];
        }

        // A leap second is only possible at 23:59:60 UTC.
        return Offset(rest) is int offset && (second != 60 || Mod(hour * 60 + minute - offset) == 23 * 60 + 59);
    }

    // The offset in minutes, or null.
    private static int? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
        {
            return 0;
        }

        return text.Length == 6 && text[0] is '+' or '-' && text[3] == ':'
            && Digits(text[1..3]) is int and <= 23 and int hours && Digits(text[4..]) is int and <= 59 and int minutes
            ? (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes)
            : null;
    }

    private static int Mod(int minutes) => ((minutes % 1440) + 1440) % 1440;

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static int? Digits(ReadOnlySpan<char> text)
    {
        int value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }
}

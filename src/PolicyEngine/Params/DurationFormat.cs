namespace MissionPolicy.Engine.Params;

/// <summary><c>duration</c>.</summary>
/// <remarks>Source: RFC 3339 appendix A: units in order, none left out between two that are there, weeks alone.</remarks>
internal static class DurationFormat
{
    public static bool IsDuration(string text)
    {
        if (text.Length < 3 || text[0] != 'P')
        {
            return false;
        }

        int time = text.IndexOf('T', StringComparison.Ordinal);
        string date = time < 0 ? text[1..] : text[1..time];
        if (date.Length > 0 && date[^1] == 'W')
        {
            return time < 0 && IsRun(date, "W");
        }

        return (date.Length > 0 || time > 0)
            && (date.Length == 0 || IsRun(date, "YMD"))
            && (time < 0 || IsRun(text[(time + 1)..], "HMS"));
    }

    // Numbers followed by units; each unit is the next one of the list after the first.
    private static bool IsRun(string text, string units)
    {
        int unit = -1;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == start || at == text.Length)
            {
                return false;
            }

            int next = units.IndexOf(text[at], StringComparison.Ordinal);
            if (next < 0 || (unit >= 0 && next != unit + 1))
            {
                return false;
            }

            unit = next;
            at++;
        }

        return unit >= 0;
    }
}

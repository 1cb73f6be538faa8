namespace MissionPolicy.Engine.Params;

/// <summary><c>email</c>.</summary>
/// <remarks>Source: RFC 5321 §4.1.2, Mailbox, without the obsolete forms.</remarks>
internal static class EmailFormat
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    public static bool IsEmail(string text)
    {
        int at = text.Length > 0 && text[0] == '"' ? QuotedEnd(text) + 1 : text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at >= text.Length || text[at] != '@' || at > 64 || text.Length > 254)
        {
            return false;
        }

        bool isLocal = text[0] == '"' || IsDotAtom(text.AsSpan(0, at));
        return isLocal && IsDomain(text[(at + 1)..]);
    }

    // The index of the closing quote, or -2.
    private static int QuotedEnd(string text)
    {
        for (int index = 1; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                return index;
            }

            if (text[index] == '\\')
            {
                index++;
            }

            if (index >= text.Length || text[index] is < ' ' or > '~')
            {
                return -2;
            }
        }

        return -2;
    }

    private static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        bool afterDot = true;
        foreach (char c in text)
        {
            bool isDot = c == '.';
            if (isDot ? afterDot : !char.IsAsciiLetterOrDigit(c) && !AtomSpecials.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }

            afterDot = isDot;
        }

        return !afterDot;
    }

    private static bool IsDomain(string text)
    {
        if (text.Length < 3 || text[0] != '[' || text[^1] != ']')
        {
            return HostFormats.IsHostname(text);
        }

        string literal = text[1..^1];
        return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? HostFormats.IsIpv6(literal[5..]) : HostFormats.IsIpv4(literal);
    }
}

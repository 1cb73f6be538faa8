using System.Globalization;

namespace MissionPolicy.Engine.Params;

/// <summary><c>hostname</c>, <c>ipv4</c> and <c>ipv6</c>.</summary>
/// <remarks>Source: RFC 1123 §2.1, RFC 2673 §3.2, RFC 4291 §2.2, RFC 5890 §2.3.2.1.</remarks>
internal static class HostFormats
{
    public static bool IsHostname(string text) =>
        text.Length is > 0 and <= 253 && text.Split('.').All(IsLabel);

    public static bool IsIpv4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && parts.All(IsOctet);
    }

    public static bool IsIpv6(string text)
    {
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap >= 0 && text.IndexOf("::", gap + 1, StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        string head = gap < 0 ? text : text[..gap];
        string tail = gap < 0 ? string.Empty : text[(gap + 2)..];
        if (Groups(head, mayEndInIpv4: gap < 0) is not { } before || Groups(tail, mayEndInIpv4: true) is not { } after)
        {
            return false;
        }

        return gap < 0 ? before == 8 : before + after <= 7;
    }

    // How many 16-bit groups, or null when the text is not a list of groups.
    private static int? Groups(string text, bool mayEndInIpv4)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        string[] parts = text.Split(':');
        int count = 0;
        for (int index = 0; index < parts.Length; index++)
        {
            string part = parts[index];
            if (part.Length is > 0 and <= 4 && part.All(char.IsAsciiHexDigit))
            {
                count++;
            }
            else if (mayEndInIpv4 && index == parts.Length - 1 && IsIpv4(part))
            {
                count += 2;
            }
            else
            {
                return null;
            }
        }

        return count;
    }

    private static bool IsOctet(string text) =>
        text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
        && int.Parse(text, CultureInfo.InvariantCulture) <= 255;

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && label[0] != '-' && label[^1] != '-'
        && (label.Length < 4 || label[2] != '-' || label[3] != '-' || IsALabel(label));

    // A label with "--" in the third and fourth place is reserved for A-labels, and an A-label has to decode (RFC 5891 §5.4).
    private static bool IsALabel(string label)
    {
        if (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return PunycodeLabel.Decode(label[4..]) is { } unicode && IdnaLabel.IsValid(unicode);
    }
}

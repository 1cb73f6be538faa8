namespace MissionPolicy.Engine.Params;

/// <summary><c>uri</c>: an absolute URI.</summary>
/// <remarks>Source: RFC 3986 §3 and appendix A.</remarks>
internal static class UriFormat
{
    private const string Unreserved = "-._~";
    private const string SubDelims = "!$&'()*+,;=";

    public static bool IsUri(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || !text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            return false;
        }

        string rest = text[(colon + 1)..];
        int fragment = rest.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0 && !All(rest[(fragment + 1)..], ":@/?"))
        {
            return false;
        }

        rest = fragment >= 0 ? rest[..fragment] : rest;
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && !All(rest[(query + 1)..], ":@/?"))
        {
            return false;
        }

        rest = query >= 0 ? rest[..query] : rest;
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return All(rest, ":@/");
        }

        int path = rest.IndexOf('/', 2);
        string authority = path < 0 ? rest[2..] : rest[2..path];
        return IsAuthority(authority) && (path < 0 || All(rest[path..], ":@/"));
    }

    private static bool IsAuthority(string text)
    {
        int at = text.LastIndexOf('@');
        if (at >= 0 && !All(text[..at], ":"))
        {
            return false;
        }

        string host = text[(at + 1)..];
        if (host.StartsWith('['))
        {
            int close = host.IndexOf(']', StringComparison.Ordinal);
            return close > 0 && IsLiteral(host[1..close]) && IsPort(host[(close + 1)..]);
        }

        int colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? All(host, string.Empty) : All(host[..colon], string.Empty) && IsPort(host[colon..]);
    }

    private static bool IsLiteral(string text)
    {
        if (text.Length == 0 || text[0] is not ('v' or 'V'))
        {
            return HostFormats.IsIpv6(text);
        }

        int dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 1 && dot < text.Length - 1 && text[1..dot].All(char.IsAsciiHexDigit)
            && text[(dot + 1)..].All(c => c == ':' || IsPlain(c));
    }

    private static bool IsPort(string text) => text.Length == 0 || (text[0] == ':' && text[1..].All(char.IsAsciiDigit));

    private static bool IsPlain(char c) =>
        char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal) || SubDelims.Contains(c, StringComparison.Ordinal);

    private static bool All(string text, string also)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (c == '%')
            {
                if (index + 2 >= text.Length || !char.IsAsciiHexDigit(text[index + 1]) || !char.IsAsciiHexDigit(text[index + 2]))
                {
                    return false;
                }

                index += 2;
            }
            else if (!IsPlain(c) && !also.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}

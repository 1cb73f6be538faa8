using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MissionPolicy.Server.Dpop;

/// <summary>The URL of a request without query and fragment, in the one form that two spellings of it share.</summary>
/// <remarks>Source: RFC 9449 §4.3 (step 9 and the paragraph on normalisation); RFC 3986 §6.2.2, §6.2.3.</remarks>
internal static class RequestUrl
{
    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>Normalises.</summary>
    /// <param name="text">An absolute http or https URL.</param>
    /// <param name="url">The normal form when true.</param>
    public static bool TryNormalise(string text, [NotNullWhen(true)] out string? url)
    {
        url = null;
        // The parser forgives blanks and turns backslashes into slashes; a URI has neither.
        if (text.AsSpan().ContainsAnyExcept(UriCharacters)
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            || parsed.Scheme is not ("http" or "https")
            || parsed.Host.Length == 0
            || parsed.UserInfo.Length > 0)
        {
            return false;
        }

        url = parsed.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + Path(parsed.AbsolutePath);
        return true;
    }

    // Escapes of characters that need none are undone, the digits of the others become capitals (RFC 3986 §6.2.2.1 and §6.2.2.2).
    private static string Path(string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
        {
            return path;
        }

        StringBuilder normal = new(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != '%' || i + 2 >= path.Length || !byte.TryParse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte escaped))
            {
                normal.Append(path[i]);
                continue;
            }

            char c = (char)escaped;
            _ = char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~'
                ? normal.Append(c)
                : normal.Append('%').Append(escaped.ToString("X2", CultureInfo.InvariantCulture));
            i += 2;
        }

        return normal.ToString();
    }
}

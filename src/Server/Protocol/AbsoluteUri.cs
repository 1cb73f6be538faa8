using System.Buffers;

namespace MissionPolicy.Server.Protocol;

/// <summary>An absolute URI without a fragment: a scheme and something behind it.</summary>
/// <remarks>Source: RFC 3986 §4.3; RFC 8707 §2.</remarks>
internal static class AbsoluteUri
{
    /// <summary>Longest URI that is taken from outside, in characters.</summary>
    public const int MaxLength = 2048;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%");

    /// <summary>Is this one?</summary>
    /// <param name="text">The text.</param>
    public static bool Is(string? text) =>
        text is { Length: > 2 and <= MaxLength }
        && HasScheme(text)
        && !text.AsSpan().ContainsAnyExcept(Allowed)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme is not ("http" or "https") || uri.Host.Length > 0);

    // The platform takes a path of its file system for an absolute URI.
    private static bool HasScheme(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && colon < text.Length - 1
            && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
}

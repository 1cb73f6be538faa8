namespace MissionPolicy.Server.SignIn;

/// <summary>Return addresses: paths of this host and nothing else.</summary>
internal static class LocalUrl
{
    /// <summary>Longest accepted address, in characters.</summary>
    private const int MaxLength = 4096;

    /// <summary>The address when it is local, <c>/</c> otherwise.</summary>
    /// <param name="url">From outside.</param>
    /// <remarks>Browsers take <c>//host</c> and <c>/\host</c> for other hosts, and drop control characters before they look.</remarks>
    public static string Or(string? url) =>
        url is { Length: > 0 and <= MaxLength } && url[0] == '/' && (url.Length == 1 || url[1] is not ('/' or '\\')) && url.All(static c => c is > ' ' and < '\x7f' and not '\\')
            ? url
            : "/";

    /// <summary>Adds a query parameter.</summary>
    /// <param name="url">A local address.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its value.</param>
    public static string With(string url, string name, string value)
    {
        int fragment = url.IndexOf('#', StringComparison.Ordinal);
        string path = fragment < 0 ? url : url[..fragment];
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
    }
}

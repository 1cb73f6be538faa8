namespace MissionPolicy.Server.Protocol;

/// <summary>The <c>completion_mode</c> of a request: how a client is ready to get its answer.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, <c>completion_mode</c>.</remarks>
internal static class CompletionModeText
{
    public const string Parameter = "completion_mode";
    public const string Deferred = "deferred";

    /// <summary>Whether the text can be read: no value twice. Unknown values are no error.</summary>
    /// <param name="text">The parameter, or null when it is absent.</param>
    public static bool IsReadable(string? text)
    {
        string[] values = Values(text);
        return values.Distinct(StringComparer.Ordinal).Count() == values.Length;
    }

    /// <summary>Whether the client takes a deferred answer.</summary>
    /// <param name="text">The parameter, or null when it is absent.</param>
    public static bool IsDeferred(string? text) => Values(text).Contains(Deferred, StringComparer.Ordinal);

    private static string[] Values(string? text) => (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads a <c>scope</c>.</summary>
/// <remarks>Source: RFC 6749 §3.3.</remarks>
internal static class ScopeText
{
    private const int MaxScopes = 100;

    /// <summary>Reads.</summary>
    /// <param name="text">The value, or null when absent.</param>
    /// <returns>Each scope once, sorted; or <c>invalid_scope</c>.</returns>
    public static Parsed<ValueArray<string>> Parse(string? text)
    {
        string[] scopes = (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return scopes.Length > MaxScopes ? OAuthErrors.InvalidScope.Because("too many scopes")
            : scopes.All(IsScope) ? scopes.ToSortedSet()
            : OAuthErrors.InvalidScope.Because("scope has characters that no scope may have");
    }

    /// <summary>Is this one scope?</summary>
    /// <param name="text">The text.</param>
    public static bool IsScope(string text) => text.Length > 0 && text.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));
}

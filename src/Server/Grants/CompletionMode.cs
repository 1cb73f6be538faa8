using System.Text.RegularExpressions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>What a token request says about a deferred answer, and whether its client may say so.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, originating request.</remarks>
internal static partial class CompletionMode
{
    public const string NotificationToken = "client_notification_token";

    // 128 bits in base64url.
    private const int ShortestToken = 22;
    private const int LongestToken = 1024;

    /// <summary>Whether the client takes a deferred answer.</summary>
    /// <param name="form">The parameters.</param>
    public static bool IsDeferred(FormParameters form) => CompletionModeText.IsDeferred(form[CompletionModeText.Parameter]);

    /// <summary>The bearer token that the client wants to see at its notification
    /// endpoint; null when it gave none or has no endpoint.</summary>
    /// <param name="form">The parameters.</param>
    /// <param name="client">The client.</param>
    public static string? TokenOf(FormParameters form, Client client) =>
        client.DeferredNotificationEndpoint is null ? null : form[NotificationToken];

    /// <summary>What is wrong with the wish for a deferred answer, or null.</summary>
    /// <param name="form">The parameters.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="grantType">The <c>grant_type</c>.</param>
    public static OAuthError? Refusal(FormParameters form, Client client, string grantType)
    {
        if (form[CompletionModeText.Parameter] is not { } text)
        {
            return null;
        }

        return grantType is GrantTypes.Deferred or GrantTypes.DeferredToken
            ? OAuthErrors.InvalidRequest.Because("completion_mode belongs to the request that a poll asks about")
            : !CompletionModeText.IsReadable(text) ? OAuthErrors.InvalidRequest.Because("completion_mode has a value twice")
            : !CompletionModeText.IsDeferred(text) ? null
            : !client.GrantTypes.Contains(GrantTypes.DeferredToken) ? OAuthErrors.UnauthorizedClient.Because("the client is not registered for the deferred grant")
            : TokenOf(form, client) is { } token && !IsToken(token)
                ? OAuthErrors.InvalidRequest.Because($"{NotificationToken} has to be a bearer token of at least {ShortestToken} characters")
            : null;
    }

    private static bool IsToken(string text) => text.Length is >= ShortestToken and <= LongestToken && BearerToken().IsMatch(text);

    // RFC 6750 §2.1.
    [GeneratedRegex("^[A-Za-z0-9._~+/-]+=*$", RegexOptions.CultureInvariant)]
    private static partial Regex BearerToken();
}

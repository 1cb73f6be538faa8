namespace MissionPolicy.Server.Protocol;

/// <summary>The table of every error code this server can answer: code, HTTP status, defining section.</summary>
/// <remarks>Front-channel answers carry the same codes in the redirect; then the status is not used.</remarks>
internal static class OAuthErrors
{
    /// <summary>The request is malformed.</summary>
    public static OAuthError InvalidRequest { get; } = Row("invalid_request", 400, "RFC 6749 §5.2");

    /// <summary>The request is larger than allowed; same code, status 413.</summary>
    public static OAuthError RequestTooLarge { get; } = Row("invalid_request", 413, "RFC 9126 §2.3");

    /// <summary>Client authentication failed.</summary>
    public static OAuthError InvalidClient { get; } = Row("invalid_client", 401, "RFC 6749 §5.2");

    /// <summary>The grant is unknown, used, expired or not this client's.</summary>
    public static OAuthError InvalidGrant { get; } = Row("invalid_grant", 400, "RFC 6749 §5.2");

    /// <summary>This client may not use this grant or response type.</summary>
    public static OAuthError UnauthorizedClient { get; } = Row("unauthorized_client", 400, "RFC 6749 §5.2");

    /// <summary>The grant type is not offered.</summary>
    public static OAuthError UnsupportedGrantType { get; } = Row("unsupported_grant_type", 400, "RFC 6749 §5.2");

    /// <summary>The scope is unknown or outside what was granted.</summary>
    public static OAuthError InvalidScope { get; } = Row("invalid_scope", 400, "RFC 6749 §5.2");

    /// <summary>The person, a reviewer or local policy said no.</summary>
    public static OAuthError AccessDenied { get; } = Row("access_denied", 400, "RFC 6749 §4.1.2.1");

    /// <summary>The response type is not offered.</summary>
    public static OAuthError UnsupportedResponseType { get; } = Row("unsupported_response_type", 400, "RFC 6749 §4.1.2.1");

    /// <summary>A bug on our side.</summary>
    public static OAuthError ServerError { get; } = Row("server_error", 500, "RFC 6749 §4.1.2.1");

    /// <summary>Overload or a dead dependency.</summary>
    public static OAuthError TemporarilyUnavailable { get; } = Row("temporarily_unavailable", 503, "RFC 6749 §4.1.2.1");

    /// <summary>The person was asked often enough for now; same code, status 429.</summary>
    public static OAuthError AskedTooOften { get; } = Row("temporarily_unavailable", 429, "RFC 6585 §4");

    /// <summary>A sign-in is needed and prompt=none forbids it.</summary>
    public static OAuthError LoginRequired { get; } = Row("login_required", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>An approval is needed and prompt=none forbids it.</summary>
    public static OAuthError ConsentRequired { get; } = Row("consent_required", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>Some interaction is needed and prompt=none forbids it.</summary>
    public static OAuthError InteractionRequired { get; } = Row("interaction_required", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>An account choice is needed and prompt=none forbids it.</summary>
    public static OAuthError AccountSelectionRequired { get; } = Row("account_selection_required", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>The request object is not valid.</summary>
    public static OAuthError InvalidRequestObject { get; } = Row("invalid_request_object", 400, "RFC 9101 §7");

    /// <summary>The request URI is unknown, used or expired.</summary>
    public static OAuthError InvalidRequestUri { get; } = Row("invalid_request_uri", 400, "RFC 9101 §7");

    /// <summary>This client may not send request objects.</summary>
    public static OAuthError RequestNotSupported { get; } = Row("request_not_supported", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>Only request URIs from our own pushed endpoint are accepted.</summary>
    public static OAuthError RequestUriNotSupported { get; } = Row("request_uri_not_supported", 400, "OpenID Connect Core §3.1.2.6");

    /// <summary>The resource or audience is not allowed.</summary>
    public static OAuthError InvalidTarget { get; } = Row("invalid_target", 400, "RFC 8707 §2");

    /// <summary>The details are malformed or outside the Mission.</summary>
    public static OAuthError InvalidAuthorizationDetails { get; } = Row("invalid_authorization_details", 400, "RFC 9396 §5");

    /// <summary>The DPoP proof is not valid.</summary>
    public static OAuthError InvalidDpopProof { get; } = Row("invalid_dpop_proof", 400, "RFC 9449 §5");

    /// <summary>The proof must carry the nonce in the DPoP-Nonce header.</summary>
    public static OAuthError UseDpopNonce { get; } = Row("use_dpop_nonce", 400, "RFC 9449 §8");

    /// <summary>A stronger or fresher sign-in is needed.</summary>
    public static OAuthError InsufficientUserAuthentication { get; } = Row("insufficient_user_authentication", 400, "RFC 9470 §3");

    /// <summary>The access token is unknown, expired or revoked.</summary>
    public static OAuthError InvalidToken { get; } = Row("invalid_token", 401, "RFC 6750 §3.1");

    /// <summary>The access token does not cover this.</summary>
    public static OAuthError InsufficientScope { get; } = Row("insufficient_scope", 403, "RFC 6750 §3.1");

    /// <summary>This kind of token cannot be revoked.</summary>
    public static OAuthError UnsupportedTokenType { get; } = Row("unsupported_token_type", 400, "RFC 7009 §2.2.1");

    /// <summary>client_context has the wrong shape.</summary>
    public static OAuthError InvalidClientContext { get; } = Row("invalid_client_context", 400, "Client Context draft, errors");

    /// <summary>A context type is unknown or not this client's.</summary>
    public static OAuthError UnsupportedClientContextType { get; } = Row(
        "unsupported_client_context_type", 400, "Client Context draft, errors");

    /// <summary>A context value does not fit its type or the policy.</summary>
    public static OAuthError InvalidClientContextValue { get; } = Row("invalid_client_context_value", 400, "Client Context draft, errors");

    /// <summary>Sign-in worked, the Mission could not be made: nothing was issued.</summary>
    public static OAuthError MissionBootstrapFailed { get; } = Row("mission_bootstrap_failed", 400, "article, bootstrap failure");

    /// <summary>Not decided yet.</summary>
    public static OAuthError AuthorizationPending { get; } = Row("authorization_pending", 400, "RFC 8628 §3.5");

    /// <summary>Polled faster than the interval.</summary>
    public static OAuthError SlowDown { get; } = Row("slow_down", 400, "RFC 8628 §3.5");

    /// <summary>The deferred request has expired.</summary>
    public static OAuthError ExpiredToken { get; } = Row("expired_token", 400, "RFC 8628 §3.5");

    /// <summary>A metadata member is not acceptable.</summary>
    public static OAuthError InvalidClientMetadata { get; } = Row("invalid_client_metadata", 400, "RFC 7591 §3.2.2");

    /// <summary>A redirect URI is not acceptable.</summary>
    public static OAuthError InvalidRedirectUri { get; } = Row("invalid_redirect_uri", 400, "RFC 7591 §3.2.2");

    /// <summary>Every row, in the order of this page.</summary>
    public static IReadOnlyList<OAuthError> All { get; } =
    [
        InvalidRequest, RequestTooLarge, InvalidClient, InvalidGrant, UnauthorizedClient, UnsupportedGrantType, InvalidScope,
        AccessDenied, UnsupportedResponseType, ServerError, TemporarilyUnavailable, AskedTooOften, LoginRequired, ConsentRequired,
        InteractionRequired, AccountSelectionRequired, InvalidRequestObject, InvalidRequestUri, RequestNotSupported,
        RequestUriNotSupported, InvalidTarget, InvalidAuthorizationDetails, InvalidDpopProof, UseDpopNonce,
        InsufficientUserAuthentication, InvalidToken, InsufficientScope, UnsupportedTokenType, InvalidClientContext,
        UnsupportedClientContextType, InvalidClientContextValue, MissionBootstrapFailed, AuthorizationPending, SlowDown, ExpiredToken,
        InvalidClientMetadata, InvalidRedirectUri,
    ];

    private static OAuthError Row(string code, int status, string source) =>
        new() { Code = code, Status = status, Source = source };
}

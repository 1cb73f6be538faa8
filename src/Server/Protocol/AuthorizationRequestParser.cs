using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads the parameters of an authorization request. Parameters that this server does not know are ignored.</summary>
/// <remarks>Knows neither the client nor the catalog nor the time. <c>request</c> and <c>request_uri</c> are resolved before.
/// Source: RFC 6749 §4.1.1; OpenID Connect Core §3.1.2.1; RFC 7636 §4.3; RFC 8707 §2; RFC 9396 §3; RFC 9449 §10.</remarks>
internal static class AuthorizationRequestParser
{
    private const int MaxText = 2048;
    private const int MaxWords = 30;

    // An ID Token with a client_context of the greatest size fits.
    private const int MaxIdTokenHint = 24 * 1024;

    private static readonly string[] KnownPrompts = ["none", "login", "consent", "select_account"];

    /// <summary>Reads a request.</summary>
    /// <param name="form">The parameters.</param>
    /// <returns>The request, or the error of the first parameter that cannot be used.</returns>
    public static Parsed<AuthorizationRequest> Parse(FormParameters form)
    {
        if (TooLong(form) is { } tooLong)
        {
            return OAuthErrors.InvalidRequest.Because($"{tooLong} is too long");
        }

        if (form["client_id"] is not { } clientId || form["redirect_uri"] is not { } redirectUri)
        {
            return OAuthErrors.InvalidRequest.Because("client_id and redirect_uri are needed");
        }

        return ReadType(form["response_type"]).Bind(type =>
            ReadMode(form["response_mode"]).Bind(mode =>
            ScopeText.Parse(form["scope"]).Bind(scopes =>
            ReadPrompts(form["prompt"]).Bind(prompts =>
            ReadPlainMembers(form) is { } error ? error : ReadObjects(form, new AuthorizationRequest
            {
                ClientId = clientId,
                RedirectUri = redirectUri,
                ResponseType = type,
                ResponseMode = mode,
                Scopes = scopes,
                State = form["state"],
                Nonce = form["nonce"],
                CodeChallenge = form["code_challenge"]!,
                Prompts = prompts,
                MaxAge = MaxAge(form["max_age"]),
                AcrValues = Words(form["acr_values"]),
                LoginHint = form["login_hint"],
                IdTokenHint = form["id_token_hint"],
                DpopJkt = form["dpop_jkt"],
                Resources = form.All("resource").ToValueArray(),
                IsDeferralHinted = CompletionModeText.IsDeferred(form[CompletionModeText.Parameter]),
            })))));
    }

    private static Parsed<ResponseType> ReadType(string? text)
    {
        if (text is null)
        {
            return OAuthErrors.InvalidRequest.Because("response_type is needed");
        }

        // The order of the words does not matter (RFC 6749 §3.1.1); a word twice is no registered type.
        string[] words = [.. text.Split(' ').Order(StringComparer.Ordinal)];
        return words switch
        {
            ["code"] => ResponseType.Code,
            ["deferred_code"] => ResponseType.DeferredCode,
            ["code", "deferred_code"] => ResponseType.DeferredCodeOrCode,
            _ => OAuthErrors.UnsupportedResponseType.Because("response_type has to be code, deferred_code or both"),
        };
    }

    private static Parsed<ResponseMode> ReadMode(string? text) => text switch
    {
        null or "query" => ResponseMode.Query,
        "form_post" => ResponseMode.FormPost,
        _ => OAuthErrors.InvalidRequest.Because("response_mode has to be query or form_post"),
    };

    private static Parsed<ValueArray<string>> ReadPrompts(string? text)
    {
        ValueArray<string> prompts = Words(text);
        return prompts.Any(prompt => !KnownPrompts.Contains(prompt, StringComparer.Ordinal)) ? OAuthErrors.InvalidRequest.Because("prompt has an unknown value")
            : prompts.Contains("none") && prompts.Count > 1 ? OAuthErrors.InvalidRequest.Because("prompt none has to stand alone")
            : prompts;
    }

    private static OAuthError? ReadPlainMembers(FormParameters form) =>
        !Pkce.IsChallenge(form["code_challenge"]) ? OAuthErrors.InvalidRequest.Because("code_challenge is needed: base64url of a SHA-256 hash")
        : form["code_challenge_method"] != Pkce.Method ? OAuthErrors.InvalidRequest.Because($"code_challenge_method has to be {Pkce.Method}")
        : form["state"] is { } state && !state.All(c => c is >= ' ' and <= '~') ? OAuthErrors.InvalidRequest.Because("state has characters beyond ASCII")
        : form["max_age"] is { } age && MaxAge(age) is null ? OAuthErrors.InvalidRequest.Because("max_age has to be a whole number of seconds")
        : form["dpop_jkt"] is { } jkt && !Pkce.IsChallenge(jkt) ? OAuthErrors.InvalidRequest.Because("dpop_jkt has to be a SHA-256 thumbprint")
        : !CompletionModeText.IsReadable(form[CompletionModeText.Parameter]) ? OAuthErrors.InvalidRequest.Because("completion_mode has a value twice")
        : Words(form["acr_values"]).Count > MaxWords ? OAuthErrors.InvalidRequest.Because("too many acr_values")
        : form.All("resource") is { } resources && (resources.Length > MaxWords || !resources.All(AbsoluteUri.Is)) ? OAuthErrors.InvalidTarget.Because("resource has to be an absolute URI without a fragment")
        : null;

    private static Parsed<AuthorizationRequest> ReadObjects(FormParameters form, AuthorizationRequest request)
    {
        if (form["authorization_details"] is { } details)
        {
            if (!MissionDetailsParser.ParseAuthorization(details).TryGet(out AuthorizationDetails? read, out OAuthError? error))
            {
                return error;
            }

            request = request with { MissionDetails = read.Named, Asked = read.Asked };
        }

        return form["client_context"] is not { } json
            ? request
            : ClientContextParser.Parse(json).Bind<AuthorizationRequest>(context => request with { Context = context });
    }

    private static TimeSpan? MaxAge(string? text) =>
        text is { Length: <= 10 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static ValueArray<string> Words(string? text) =>
        (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToValueArray();

    private static string? TooLong(FormParameters form)
    {
        ImmutableArray<(string Name, int Max)> limits =
        [
            ("client_id", MaxText), ("redirect_uri", MaxText), ("response_type", MaxText), ("scope", MaxText), ("state", MaxText), (
                "nonce", MaxText),
            ("prompt", MaxText), ("acr_values", MaxText), ("login_hint", MaxText), ("id_token_hint", MaxIdTokenHint), (
                CompletionModeText.Parameter, MaxText),
        ];
        return limits.FirstOrDefault(limit => form[limit.Name]?.Length > limit.Max).Name;
    }
}

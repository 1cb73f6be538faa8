using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>Pushes an authorization request.</summary>
/// <param name="calls">The authorization server.</param>
/// <param name="server">Its metadata.</param>
/// <param name="options">The client.</param>
/// <param name="time">The clock.</param>
/// <remarks>Source: RFC 9126 §2; RFC 7636 §4; RFC 9449 §10; Client Context draft, parameter.</remarks>
internal sealed class AuthorizationPush(AuthorizationServerCall calls, ServerMetadata server, MissionClientOptions options, TimeProvider time)
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromSeconds(60);

    /// <summary>Pushes.</summary>
    public async Task<BeginResult> PushAsync(MissionRequest request, CancellationToken cancellation)
    {
        if (NotOffered(request) is string what)
        {
            return new BeginResult.NotOffered(what);
        }

        AgentKey key = request.Key ?? AgentKey.Create();
        SecretText state = SecretText.Random();
        SecretText nonce = SecretText.Random();
        SecretText verifier = SecretText.Random();
        JsonElement? context = request.Context?.ToJson();
        DateTimeOffset asked = time.GetUtcNow();

        Form form = new Form()
            .Add("response_type", request.ResponseType.Name())
            .Add("redirect_uri", options.RedirectUri)
            .Add("scope", request.Scope)
            .Add("state", state.Reveal())
            .Add("nonce", nonce.Reveal())
            .Add("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier.Reveal()))))
            .Add("code_challenge_method", "S256")
            .Add("dpop_jkt", key.Thumbprint)
            .Add("response_mode", request.ResponseMode)
            .Add("client_context", context?.GetRawText())
            .Add("authorization_details", request.AuthorizationDetails.IsEmpty ? null : AuthorizationDetail.Array(request.AuthorizationDetails))
            .Add("acr_values", request.Assurance.AcrValues.IsEmpty ? null : string.Join(' ', request.Assurance.AcrValues))
            .Add("max_age", request.Assurance.MaxAge is TimeSpan age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null)
            .Add("login_hint", request.LoginHint)
            .Add("prompt", request.Prompt);

        // A pushed request needs client_id however the client authenticates (RFC 9126 §2.1); every other method puts it into the body by itself.
        if (options.Client.Credential is ClientCredential.SecretBasic)
        {
            form.Add("client_id", options.Client.ClientId);
        }

        WireAnswer answer = await calls.PostAsync(server.PushedAuthorizationRequestEndpoint!, form, key, cancellation);
        if (!answer.IsSuccess)
        {
            return OAuthError.Of(answer) is { } error
                ? new BeginResult.Refused(error)
                : new BeginResult.Unusable(answer.Fault ?? $"status {(int)answer.Status}");
        }

        if (answer.Json?.Text("request_uri") is not string requestUri)
        {
            return new BeginResult.Unusable("request_uri");
        }

        return new BeginResult.Ready(new PendingAuthorization
        {
            Issuer = server.Issuer,
            ClientId = options.Client.ClientId,
            AuthorizationUrl = Address(requestUri),
            RedirectUri = options.RedirectUri,
            State = state,
            Nonce = nonce,
            CodeVerifier = verifier,
            Key = key,
            ResponseType = request.ResponseType,
            RequestedContext = context,
            Assurance = request.Assurance,
            ResumedMission = request.AuthorizationDetails.Where(detail => detail.Json.Text("operation") == "resume").Select(detail => detail.Json.Text("mission_ref")).FirstOrDefault(),
            AskedAt = asked,
            ExpiresAt = asked + (answer.Json?.Seconds("expires_in") ?? DefaultLife),
        });
    }

    private string? NotOffered(MissionRequest request)
    {
        (string Member, bool Offered)[] needs =
        [
            ("pushed_authorization_request_endpoint", server.PushedAuthorizationRequestEndpoint is not null),
            ("authorization_endpoint", server.AuthorizationEndpoint is not null),
            ("jwks_uri", server.JwksUri is not null),
            ("response_types_supported", server.ResponseTypesSupported.IsEmpty || request.ResponseType.IsIn(server.ResponseTypesSupported)),
            ("dpop_signing_alg_values_supported", server.DpopSigningAlgorithms.IsEmpty || server.DpopSigningAlgorithms.Contains("ES256")),
            // Absent means none: the draft has the client assume so.
            ("client_context_types_supported", request.Context is null || request.Context.Types.All(type => server.ClientContextTypesSupported.Contains(type))),
        ];
        return needs.Where(need => !need.Offered).Select(need => need.Member).FirstOrDefault();
    }

    private Uri Address(string requestUri)
    {
        string endpoint = server.AuthorizationEndpoint!.AbsoluteUri;
        string query = $"client_id={Uri.EscapeDataString(options.Client.ClientId)}&request_uri={Uri.EscapeDataString(requestUri)}";
        return new Uri($"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");
    }
}

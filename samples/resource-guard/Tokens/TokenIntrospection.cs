using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Samples.ResourceGuard.Answers;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>Asks the issuer whether a token is still honoured. A server that has no name there takes a token until its end.</summary>
/// <remarks>Source: RFC 7662 §2, §4.</remarks>
internal sealed class TokenIntrospection(IHttpClientFactory http, IIssuerKeys issuer, IOptions<GuardOptions> options)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "introspection";

    private const int MaxBody = 64 * 1024;

    /// <summary>Asks.</summary>
    /// <param name="token">A token whose signature and proof are good: nobody else makes us ask.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null when it is honoured; otherwise the refusal. No answer is no permission.</returns>
    public async Task<Refusal?> AskAsync(string token, CancellationToken cancellation)
    {
        if (options.Value.IntrospectionClient.Length == 0)
        {
            return null;
        }

        try
        {
            return await issuer.IntrospectionEndpointAsync(cancellation) is { } endpoint
                ? Judge(await SendAsync(endpoint, token, cancellation))
                : Refusal.IssuerUnreachable;
        }
        catch (Exception down) when (down is HttpRequestException or JsonException || (down is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Refusal.IssuerUnreachable;
        }
    }

    private async Task<JsonElement> SendAsync(Uri endpoint, string token, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("token", token), KeyValuePair.Create("token_type_hint", "access_token")]);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credential());
        using HttpClient client = http.CreateClient(HttpClientName);
        client.MaxResponseContentBufferSize = MaxBody;
        using HttpResponseMessage response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    // RFC 6749 §2.3.1: both halves are encoded before they are joined.
    private string Credential() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"{Uri.EscapeDataString(options.Value.IntrospectionClient)}:{Uri.EscapeDataString(options.Value.IntrospectionSecret)}"));

    private static Refusal? Judge(JsonElement answer) =>
        answer.ValueKind != JsonValueKind.Object ? Refusal.IssuerUnreachable
        : answer.TryGetProperty("active", out JsonElement active) && active.ValueKind == JsonValueKind.True ? null
        : answer.Text("mission_state") is "suspended" or "completed" or "revoked" or "expired"
            ? Refusal.InvalidToken($"its Mission is {answer.Text("mission_state")}")
            : Refusal.InvalidToken("the issuer does not honour it any more");
}

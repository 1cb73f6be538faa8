using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>A client that calls the provider's own APIs in its own name: <c>client_credentials</c> with one scope.</summary>
/// <param name="http">Sends.</param>
/// <param name="issuer">The provider.</param>
/// <param name="clientId">The client.</param>
/// <param name="secret">Its secret; the development settings of the server have it too, and outside Development there is no such client.</param>
/// <param name="scope">The scope.</param>
/// <param name="time">For proofs.</param>
internal sealed class OwnNameCaller(HttpClient http, string issuer, string clientId, string secret, string scope, TimeProvider time) : IDisposable
{
    private readonly ProofWriter proofs = new();
    private string? nonce;

    /// <summary>Calls.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query, from the slash on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The answer, or the answer of the token endpoint when it gave no token.</returns>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        JsonElement token = await SendAsync(HttpMethod.Post, new Uri(issuer + "/token"), null, cancellation);
        return token.TryGetProperty("access_token", out JsonElement access)
            ? await SendAsync(method, new Uri(issuer + path), access.GetString(), cancellation)
            : token;
    }

    public void Dispose() => proofs.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, Uri address, string? accessToken, CancellationToken cancellation)
    {
        HttpResponseMessage response = await OnceAsync(method, address, accessToken, cancellation);
        if (response.Headers.TryGetValues("DPoP-Nonce", out IEnumerable<string>? nonces))
        {
            bool isNew = nonce is null;
            nonce = nonces.First();
            if (isNew && !response.IsSuccessStatusCode)
            {
                response.Dispose();
                response = await OnceAsync(method, address, accessToken, cancellation);
            }
        }

        using (response)
        {
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return body.StartsWith('{') ? JsonElement.Parse(body) : JsonElement.Parse($"{{\"status\":{(int)response.StatusCode}}}");
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(HttpMethod method, Uri address, string? accessToken, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, address);
        request.Content = accessToken is null
            ? new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = scope })
            : method == HttpMethod.Post ? new FormUrlEncodedContent([])
            : null;
        request.Headers.Authorization = accessToken is null
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")))
            : new AuthenticationHeaderValue("DPoP", accessToken);
        request.Headers.TryAddWithoutValidation("DPoP", proofs.Write(method, address, time.GetUtcNow(), nonce, accessToken));
        return await http.SendAsync(request, cancellation);
    }
}

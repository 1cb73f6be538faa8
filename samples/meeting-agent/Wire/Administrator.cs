using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>An operations client that may stop any Mission: <c>client_credentials</c> with the scope <c>missions.manage</c>.</summary>
internal sealed class Administrator(HttpClient http, string issuer, TimeProvider time) : IDisposable
{
    private const string ClientId = "operations";

    // The development settings of the server name its hash; outside Development there is no such client.
    private const string Secret = "operations-development-secret-0001";

    private readonly ProofWriter proofs = new();
    private string? nonce;

    /// <summary>Revokes a Mission.</summary>
    /// <returns>The state that the server answers, or what went wrong.</returns>
    public async Task<string> RevokeAsync(string missionRef, CancellationToken cancellation)
    {
        JsonElement token = await SendAsync(new Uri(issuer + "/token"), null, cancellation);
        if (!token.TryGetProperty("access_token", out JsonElement access))
        {
            return token.GetRawText();
        }

        JsonElement answer = await SendAsync(new Uri($"{issuer}/missions/{missionRef}/revoke"), access.GetString(), cancellation);
        return answer.TryGetProperty("state", out JsonElement state) || answer.TryGetProperty("mission_state", out state) ? state.GetString()! : answer.GetRawText();
    }

    public void Dispose() => proofs.Dispose();

    private async Task<JsonElement> SendAsync(Uri address, string? accessToken, CancellationToken cancellation)
    {
        HttpResponseMessage response = await OnceAsync(address, accessToken, cancellation);
        if (response.Headers.TryGetValues("DPoP-Nonce", out IEnumerable<string>? nonces))
        {
            bool isNew = nonce is null;
            nonce = nonces.First();
            if (isNew && !response.IsSuccessStatusCode)
            {
                response.Dispose();
                response = await OnceAsync(address, accessToken, cancellation);
            }
        }

        using (response)
        {
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return body.StartsWith('{') ? JsonElement.Parse(body) : JsonElement.Parse($"{{\"status\":{(int)response.StatusCode}}}");
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(Uri address, string? accessToken, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent(accessToken is null
            ? new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "missions.manage" }
            : []);
        request.Headers.Authorization = accessToken is null
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Secret}")))
            : new AuthenticationHeaderValue("DPoP", accessToken);
        request.Headers.TryAddWithoutValidation("DPoP", proofs.Write(HttpMethod.Post, address, time.GetUtcNow(), nonce, accessToken));
        return await http.SendAsync(request, cancellation);
    }
}

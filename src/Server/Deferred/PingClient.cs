using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Deferred;

/// <summary>Calls a client's notification endpoint.</summary>
/// <remarks>Source: OpenID Connect Deferred Token Response 1.0, ping callback; OAuth
/// Deferred Token Response draft -01, notification.</remarks>
internal sealed class PingClient(IOptions<DeferredOptions> options) : IDisposable
{
    private readonly HttpClient http = OutboundCalls.NewClient(options.Value.AllowPrivateAddresses);

    /// <summary>Tells.</summary>
    /// <param name="endpoint">From the client's registration.</param>
    /// <param name="member">The name of the handle: <c>deferred_auth_id</c> or <c>deferral_code</c>.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="token">The bearer token, or null when the client gave none.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PingResult> SendAsync(string endpoint, string member, string handle, string? token, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(
                WireJson.Text(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString(member, handle);
                    writer.WriteEndObject();
                }),
                Encoding.UTF8,
                MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await OutboundCalls.SendAsync(http, request, cancellation);
    }

    public void Dispose() => http.Dispose();
}

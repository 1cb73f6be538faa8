using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Deferred;

/// <summary>Calls a client's notification endpoint: no redirects, no proxy, no private address, five seconds.</summary>
/// <remarks>The address is checked where the connection is made, so that a name that changes its mind in between reaches nothing.
/// Source: DTR 1.0, ping callback; deferred digest §6.</remarks>
internal sealed class PingClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly bool allowPrivate;
    private readonly HttpClient http;

    public PingClient(IOptions<DeferredOptions> options)
    {
        allowPrivate = options.Value.AllowPrivateAddresses;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = 4096,
        };
    }

    /// <summary>Tells.</summary>
    /// <param name="endpoint">From the client's registration.</param>
    /// <param name="authId">The <c>deferred_auth_id</c>.</param>
    /// <param name="token">The bearer token, or null when the client gave none.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PingResult> SendAsync(string endpoint, string authId, string? token, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(
                WireJson.Text(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("deferred_auth_id", authId);
                    writer.WriteEndObject();
                }),
                Encoding.UTF8,
                MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => PingResult.Taken,
                >= 500 => PingResult.Failed,
                _ => PingResult.Refused,
            };
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is ForbiddenAddressException || fault.GetBaseException() is ForbiddenAddressException ? PingResult.Refused : PingResult.Failed;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PingResult.Failed;
        }
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] known = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        IPAddress[] allowed = allowPrivate ? known : [.. known.Where(PublicAddress.Is)];
        if (allowed.Length == 0)
        {
            throw known.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenAddressException();
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ForbiddenAddressException() : IOException("The address is not public.");
}

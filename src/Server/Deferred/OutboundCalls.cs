using System.Net;
using System.Net.Sockets;

namespace MissionPolicy.Server.Deferred;

/// <summary>Calls that this server makes to addresses of others: no redirects, no proxy, no private address, five seconds.</summary>
/// <remarks>The address is checked where the connection is made, so that a name that changes its mind in between reaches nothing.</remarks>
internal static class OutboundCalls
{
    private const int LargestAnswer = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A client for such calls; the caller disposes it.</summary>
    /// <param name="allowPrivate">Whether private addresses may be reached.</param>
    public static HttpClient NewClient(bool allowPrivate) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = (context, cancellation) => ConnectAsync(context, allowPrivate, cancellation),
        })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Calls.</summary>
    /// <param name="http">A client of <see cref="NewClient"/>.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the call.</param>
    public static async Task<PingResult> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
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

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, bool allowPrivate, CancellationToken cancellation)
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

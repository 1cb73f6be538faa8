using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Where events may be pushed: not to the inside of our own network, whoever asks for it.</summary>
/// <remarks>A name is looked up when it is registered and again when a connection is opened, and the connection goes to the address that was checked.
/// Source: signals digest §8, SSRF; OWASP, server-side request forgery.</remarks>
internal sealed class EndpointGuard(IOptions<SignalOptions> options)
{
    private const int MaxLength = 2048;

    /// <summary>Checks a URL and where its host leads to now.</summary>
    /// <param name="url">The URL as the receiver wrote it.</param>
    /// <param name="cancellation">Stops the lookup.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public async Task<string?> CheckAsync(string url, CancellationToken cancellation)
    {
        if (Form(url) is { } wrong)
        {
            return wrong;
        }

        try
        {
            return (await AddressesAsync(new Uri(url).DnsSafeHost, cancellation)).Length > 0 ? null : "leads to an address that is not public";
        }
        catch (SocketException)
        {
            return "has a host that cannot be found";
        }
    }

    /// <summary>Opens a connection to an address that may be pushed to.</summary>
    /// <param name="context">Where the HTTP client wants to go.</param>
    /// <param name="cancellation">Stops connecting.</param>
    /// <exception cref="HttpRequestException">The host leads nowhere that is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] allowed = await AddressesAsync(context.DnsEndPoint.Host, cancellation);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("The host leads to an address that is not public.");
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

    private string? Form(string url)
    {
        if (url.Length > MaxLength || !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            return "has to be an absolute URL";
        }

        bool isTrial = options.Value.AllowHttpLoopback && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;
        return uri.Scheme != Uri.UriSchemeHttps && !isTrial ? "has to be https"
            : uri.UserInfo.Length > 0 ? "must not carry a name or password"
            : uri.Fragment.Length > 0 ? "must not have a fragment"
            : null;
    }

    // One address that is not allowed refuses the host: a name that points inside and outside is no honest receiver.
    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        return addresses.All(IsAllowed) ? addresses : [];
    }

    private bool IsAllowed(IPAddress address) =>
        PublicAddress.Is(address) || options.Value.AllowPrivateAddresses || (options.Value.AllowHttpLoopback && IPAddress.IsLoopback(address));
}

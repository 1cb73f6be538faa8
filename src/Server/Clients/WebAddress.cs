using System.Net;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>An address that answers may be sent to: https, or http on this very machine; no fragment, no user name.</summary>
/// <remarks>Source: RFC 6749 §3.1.2; RFC 9700 §4.1; RFC 8252 §7.3.</remarks>
internal static class WebAddress
{
    /// <summary>What is expected, in words.</summary>
    public const string Expected = "https, or http on a loopback host, without a fragment";

    /// <summary>Is this one?</summary>
    /// <param name="text">The text.</param>
    public static bool Is(string? text) =>
        AbsoluteUri.Is(text)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

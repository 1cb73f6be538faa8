using MissionPolicy.Server.Clients;

namespace MissionPolicy.Server.Authorize;

/// <summary>Is this a redirect URI of that client?</summary>
/// <remarks>Compared as strings (RFC 9700 §4.1.3), save for the port of a loopback address of a native app (RFC 8252 §7.3).</remarks>
internal static class RedirectUris
{
    public static bool IsRegistered(Client client, string redirectUri) =>
        client.RedirectUris.Contains(redirectUri) || client.RedirectUris.Any(registered => IsSameLoopback(registered, redirectUri));

    private static bool IsSameLoopback(string registered, string asked) =>
        Uri.TryCreate(registered, UriKind.Absolute, out Uri? one)
        && Uri.TryCreate(asked, UriKind.Absolute, out Uri? other)
        && one.Scheme == Uri.UriSchemeHttp && other.Scheme == Uri.UriSchemeHttp
        && one.Host is "127.0.0.1" or "[::1]"
        && one.Host == other.Host
        && one.PathAndQuery == other.PathAndQuery
        && other.UserInfo.Length == 0 && other.Fragment.Length == 0;
}

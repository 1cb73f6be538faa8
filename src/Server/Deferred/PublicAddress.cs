using System.Net;
using System.Net.Sockets;

namespace MissionPolicy.Server.Deferred;

/// <summary>Is an address one of the public Internet? Whatever is not known to be is not.</summary>
/// <remarks>Source: RFC 6890, IANA special-purpose address registries. An embedded IPv4 address counts as itself.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
            .Split(' ').Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotGlobal = [.. "2001::/23 2001:db8::/32 3fff::/20".Split(' ').Select(text => IPNetwork.Parse(text))];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Asks.</summary>
    /// <param name="address">The address.</param>
    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Special.Any(network => network.Contains(address));
        }

        byte[] bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? Is(address.MapToIPv4())
            : Translated.Contains(address) ? Is(new IPAddress(bytes.AsSpan(12, 4)))
            : SixToFour.Contains(address) ? Is(new IPAddress(bytes.AsSpan(2, 4)))
            : address.AddressFamily == AddressFamily.InterNetworkV6 && Global.Contains(address) && !NotGlobal.Any(network => network.Contains(address));
    }
}

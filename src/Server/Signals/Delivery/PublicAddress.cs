using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Is an address on the public Internet? Everything that is not plainly so is not.</summary>
/// <remarks>Source: IANA IPv4 and IPv6 special-purpose address registries (RFC 6890).</remarks>
internal static class PublicAddress
{
    private static readonly ImmutableArray<IPNetwork> Special4 =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ]).Select(IPNetwork.Parse),
    ];

    // Global unicast, without what inside it is documentation, a tunnel or a protocol assignment: a tunnel may lead to any IPv4 address.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> Special6 =
        [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]).Select(IPNetwork.Parse)];

    /// <summary>Whether it is.</summary>
    /// <param name="address">The address.</param>
    public static bool Is(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special4.Any(network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => Global6.Contains(plain) && !Special6.Any(network => network.Contains(plain)),
            _ => false,
        };
    }
}

using System.Net;
using System.Net.Sockets;

namespace MissionPolicy.Scenario.Tests.Some;

/// <summary>A base port whose followers are all free.</summary>
internal static class FreeBase
{
    private static readonly int[] Offsets = [0, 5, 100, 101, 102, 103];

    public static int Find()
    {
        for (int candidate = 20_000 + (Environment.ProcessId % 100 * 200); candidate < 60_000; candidate += 200)
        {
            if (Offsets.All(offset => IsFree(candidate + offset)))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("No ports are free.");
    }

    private static bool IsFree(int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

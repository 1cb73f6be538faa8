using System.Net;
using System.Net.Sockets;

namespace MissionPolicy.Scenario.Tests.Some;

/// <summary>A base port whose followers are all free.</summary>
internal static class FreeBase
{
    private const int Places = 59;

    private static readonly int[] Offsets = [0, 5, 100, 101, 102, 103];

    public static int Find()
    {
        // Below 32000: the ports above are given to whoever asks for any.
        for (int step = 0; step < Places; step++)
        {
            int candidate = 20_000 + ((Environment.ProcessId + step) % Places * 200);
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

using System.Security.Cryptography;

namespace MissionPolicy.Server.Deferred;

/// <summary>When a ping that failed is tried again: three times as long each time, with jitter so that a client that comes back is not met by all at once.</summary>
internal static class PingSchedule
{
    /// <summary>How often a ping is tried at most.</summary>
    public const int MostAttempts = 8;

    private const int Grain = 1000;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before the next try: between half of and the whole step.</summary>
    /// <param name="attempts">How many tries failed, from 1.</param>
    public static TimeSpan After(int attempts)
    {
        double step = First.TotalSeconds * Math.Pow(3, attempts - 1);
        return TimeSpan.FromSeconds(step * (0.5 + (RandomNumberGenerator.GetInt32(Grain + 1) / (2.0 * Grain))));
    }
}

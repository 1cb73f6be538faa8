namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>How long to wait after failed pushes: twice as long each time, with an even spread so that receivers are not hit by everybody at once.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 20;

    /// <summary>The wait.</summary>
    /// <param name="failures">How many pushes failed in a row, from 1.</param>
    /// <param name="first">The wait after the first.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="spread">A random number from 0 to 1: the wait is between half of the full value and all of it.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double spread)
    {
        double full = Math.Min(first.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, MaxDoublings)), longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (spread / 2)));
    }
}

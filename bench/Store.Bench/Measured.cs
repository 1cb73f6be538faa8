namespace MissionPolicy.Store.Bench;

/// <summary>Times in milliseconds, sorted.</summary>
internal sealed record Percentiles(double[] Sorted)
{
    public double At(double share) => Sorted.Length == 0 ? 0 : Sorted[(int)(share * (Sorted.Length - 1))];
}

/// <summary>One measurement.</summary>
internal sealed record Measured(double WritesPerSecond, Percentiles Acks, Percentiles Reads);

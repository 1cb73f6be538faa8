using System.Diagnostics.Metrics;

namespace MissionPolicy.Server.Observability;

/// <summary>How long a step takes; looks at no clock without a listener.</summary>
internal readonly struct StepTimer
{
    private readonly TimeProvider? time;
    private readonly long began;

    private StepTimer(TimeProvider time)
    {
        this.time = time;
        began = time.GetTimestamp();
    }

    /// <summary>Starts, if there is a listener.</summary>
    /// <param name="duration">What the time is for.</param>
    /// <param name="time">The clock.</param>
    public static StepTimer Start(Histogram<double> duration, TimeProvider time) => duration.Enabled ? new StepTimer(time) : default;

    /// <summary>Records the time since the start, in seconds; nothing when it did not start.</summary>
    /// <param name="duration">Where.</param>
    /// <param name="tags">What the time was for.</param>
    public void Record(Histogram<double> duration, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (time is not null)
        {
            duration.Record(time.GetElapsedTime(began).TotalSeconds, tags);
        }
    }
}

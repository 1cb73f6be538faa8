using Microsoft.Extensions.DependencyInjection;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>The clock of a host that also tells when somebody began to wait for a certain time.</summary>
internal sealed class WaitingClock(TimeSpan awaited) : TimeProvider
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeProvider? inner;

    /// <summary>Completes when somebody waits.</summary>
    public Task Begun => begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public override TimeZoneInfo LocalTimeZone => Inner.LocalTimeZone;

    public override long TimestampFrequency => Inner.TimestampFrequency;

    private TimeProvider Inner => inner ?? throw new InvalidOperationException("The clock is not in place yet.");

    /// <summary>Takes the place of the clock that is there.</summary>
    public void Replace(IServiceCollection services)
    {
        inner = (TimeProvider)services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
        services.AddSingleton<TimeProvider>(this);
    }

    public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

    public override long GetTimestamp() => Inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = Inner.CreateTimer(callback, state, dueTime, period);
        if (dueTime == awaited)
        {
            begun.TrySetResult();
        }

        return timer;
    }
}

namespace MissionPolicy.Server.Signals;

/// <summary>Wakes whoever waits for events. It is rung inside the transaction, so a waiter has to queue a write behind it before it reads.</summary>
internal sealed class SignalBell
{
    private TaskCompletionSource rung = New();

    /// <summary>Completes with the next ring. Take it before you look for events: a ring in between is then not missed.</summary>
    public Task Next => Volatile.Read(ref rung).Task;

    public void Ring() => Interlocked.Exchange(ref rung, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

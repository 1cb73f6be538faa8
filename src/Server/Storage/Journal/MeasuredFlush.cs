using Microsoft.Win32.SafeHandles;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>A flush that is timed while there is a listener.</summary>
/// <param name="flush">The flush.</param>
/// <param name="instruments">Where it is recorded.</param>
/// <param name="time">The clock.</param>
internal sealed class MeasuredFlush(IJournalFlush flush, ServerInstruments instruments, TimeProvider time) : IJournalFlush
{
    /// <inheritdoc/>
    public void Flush(SafeFileHandle file)
    {
        StepTimer timer = StepTimer.Start(instruments.FlushDuration, time);
        flush.Flush(file);
        timer.Record(instruments.FlushDuration);
    }
}

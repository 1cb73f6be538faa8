using System.Globalization;
using Microsoft.Win32.SafeHandles;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Storage.Crash;

/// <summary>The operating system's flush, reported, and slow or broken when asked.</summary>
internal sealed class ReportedFlush(FlushMode mode, ReportPipe pipe) : IJournalFlush
{
    private const int HonestFlushes = 20;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(12);

    private readonly DiskFlush _disk = new();
    private int _completed;

    /// <summary>How many flushes have reached the disk.</summary>
    public int Completed => Volatile.Read(ref _completed);

    public void Flush(SafeFileHandle file)
    {
        if (mode == FlushMode.Lying && _completed >= HonestFlushes)
        {
            Interlocked.Increment(ref _completed);
            return;
        }

        Wait();
        _disk.Flush(file);
        pipe.Send(ReportKind.Flushed, a: SegmentOf(file), b: RandomAccess.GetLength(file));
        Interlocked.Increment(ref _completed);
        Wait();
    }

    // The seam is synchronous, as fsync is: the writer's own thread waits.
    private void Wait()
    {
        if (mode == FlushMode.Slow)
        {
            Task.Delay(Delay).GetAwaiter().GetResult();
        }
    }

    private static long SegmentOf(SafeFileHandle file)
    {
        string path = File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", returnFinalTarget: false)!.FullName;
        return long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);
    }
}

using Microsoft.Win32.SafeHandles;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>The operating system's flush (fsync).</summary>
internal sealed class DiskFlush : IJournalFlush
{
    /// <inheritdoc/>
    public void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);
}

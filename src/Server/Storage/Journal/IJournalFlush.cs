using Microsoft.Win32.SafeHandles;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Forces a file to disk: the moment a write becomes acknowledged. A seam, so that tests can make it slow or make it fail.</summary>
internal interface IJournalFlush
{
    /// <summary>Returns when everything written to the file is on disk.</summary>
    /// <param name="file">The file.</param>
    void Flush(SafeFileHandle file);
}

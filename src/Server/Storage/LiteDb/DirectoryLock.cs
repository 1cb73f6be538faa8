using System.ComponentModel;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>Holds a directory for one process. The operating system frees it when the process dies.</summary>
internal static class DirectoryLock
{
    /// <summary>Takes the lock until the stream is disposed.</summary>
    /// <param name="paths">What lies where.</param>
    /// <exception cref="StoreOpenException">Another process has it, or this one may not write there.</exception>
    public static FileStream Take(StorePaths paths)
    {
        try
        {
            DurableFile.CreateDirectory(paths.Root);
            return DurableFile.Open(paths.Lock, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new StoreOpenException($"The store {paths.Root} is in use by another process, or cannot be written: {problem.Message}", problem);
        }
    }
}

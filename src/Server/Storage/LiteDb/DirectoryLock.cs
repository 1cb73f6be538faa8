using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>Holds a directory for one process. The operating system frees it when the process dies.</summary>
internal static class DirectoryLock
{
    /// <summary>Takes the lock until the stream is disposed.</summary>
    /// <param name="paths">What lies where.</param>
    /// <exception cref="StoreOpenException">Another process has it.</exception>
    public static FileStream Take(StorePaths paths)
    {
        DurableFile.CreateDirectory(paths.Root);
        try
        {
            return DurableFile.Open(paths.Lock, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new StoreOpenException($"The store {paths.Root} is in use by another process, or {paths.Lock} cannot be opened: {problem.Message}", problem);
        }
    }
}

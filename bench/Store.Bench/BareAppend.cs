using System.Diagnostics;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Store.Bench;

/// <summary>What the disk can do: one thread appends 600 bytes and flushes.</summary>
internal static class BareAppend
{
    private const int Bytes = 600;

    public static double Run(string path, TimeSpan span)
    {
        using FileStream file = DurableFile.Open(path, FileMode.Create, FileShare.None);
        byte[] record = new byte[Bytes];
        Stopwatch watch = Stopwatch.StartNew();
        long count = 0;
        for (; watch.Elapsed < span; count++)
        {
            RandomAccess.Write(file.SafeFileHandle, record, count * Bytes);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        return count / watch.Elapsed.TotalSeconds;
    }
}

namespace MissionPolicy.Server.Observability;

/// <summary>What the store tells the operator.</summary>
internal static partial class StorageLog
{
    /// <summary>The store is open.</summary>
    [LoggerMessage(1000, LogLevel.Information, "Store {Path} open at write {Sequence}; {Replayed} replayed from the journal, {Torn} bytes of an unacknowledged group cut.")]
    public static partial void Recovered(ILogger log, string path, long sequence, long replayed, long torn);

    /// <summary>Indexes were written anew.</summary>
    [LoggerMessage(1001, LogLevel.Information, "Indexes of table {Table} rebuilt.")]
    public static partial void IndexesRebuilt(ILogger log, string table);

    /// <summary>The store refuses from now on.</summary>
    [LoggerMessage(1002, LogLevel.Critical, "The store has stopped: writes and reads are refused until the process restarts and recovers.")]
    public static partial void Failed(ILogger log, Exception problem);

    /// <summary>Sweeping ended, with the store unless there is a problem.</summary>
    /// <param name="log">The log.</param>
    /// <param name="problem">What stopped it before its time.</param>
    public static void SweepEnded(ILogger log, Exception? problem)
    {
        if (problem is null)
        {
            SweepClosed(log);
        }
        else
        {
            SweepFailed(log, problem);
        }
    }

    [LoggerMessage(1003, LogLevel.Debug, "Sweeping of expired rows has ended.")]
    private static partial void SweepClosed(ILogger log);

    [LoggerMessage(1004, LogLevel.Error, "Expired rows are not removed any more until the process restarts; they stay invisible.")]
    private static partial void SweepFailed(ILogger log, Exception problem);
}

namespace MissionPolicy.Server.Observability;

/// <summary>What the evidence log tells the operator.</summary>
internal static partial class EvidenceMessages
{
    [LoggerMessage(2200, LogLevel.Critical, "The evidence log is not what it was, and nothing more is signed: {Why} Restore the store's directory from a backup.")]
    public static partial void LogContradicts(ILogger log, string why);

    [LoggerMessage(2201, LogLevel.Warning, "The hashes of the evidence tree are damaged or missing; they are made again from the log and compared with what they were at record {Size}.")]
    public static partial void TreeRebuilt(ILogger log, long size);

    [LoggerMessage(2202, LogLevel.Error, "The evidence tree could not follow the log; it is tried again.")]
    public static partial void FollowFailed(ILogger log, Exception problem);
}

namespace MissionPolicy.Server.Oversight;

/// <summary>What this room tells the operator.</summary>
internal static partial class OversightLog
{
    [LoggerMessage(2100, LogLevel.Information, "{Count} Missions expired.")]
    public static partial void Expired(ILogger log, int count);

    [LoggerMessage(2101, LogLevel.Error, "Ended Missions could not be written down as expired; they hold no authority, and the next tick tries again.")]
    public static partial void SweepFailed(ILogger log, Exception problem);

    [LoggerMessage(2102, LogLevel.Information, "{Count} live Missions were looked at under a changed entry.")]
    public static partial void CatalogMet(ILogger log, int count);

    [LoggerMessage(2103, LogLevel.Error, "Live Missions could not be looked at under a changed entry; each one is at its next use, and the next tick tries again.")]
    public static partial void CatalogSweepFailed(ILogger log, Exception problem);
}

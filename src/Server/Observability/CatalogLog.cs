namespace MissionPolicy.Server.Observability;

/// <summary>What the catalog tells the operator.</summary>
internal static partial class CatalogLog
{
    /// <summary>A catalog decides from now on.</summary>
    [LoggerMessage(1100, LogLevel.Information, "Catalog {Folder} open: {Purposes} purposes, {Digest}.")]
    public static partial void Opened(ILogger log, string folder, int purposes, string digest);

    /// <summary>Another catalog decides from now on.</summary>
    [LoggerMessage(1101, LogLevel.Information, "Catalog reloaded: {Purposes} purposes, {Digest}.")]
    public static partial void Reloaded(ILogger log, int purposes, string digest);

    /// <summary>A changed catalog is broken.</summary>
    [LoggerMessage(1102, LogLevel.Error, "The changed catalog is refused, the last good one goes on deciding. {Count} mistakes:\n{Diagnostics}")]
    public static partial void Refused(ILogger log, int count, string diagnostics);

    /// <summary>The folder cannot be read now.</summary>
    [LoggerMessage(1103, LogLevel.Error, "The catalog folder cannot be read; the last good catalog goes on deciding.")]
    public static partial void Unreadable(ILogger log, Exception problem);

    /// <summary>A changed entry left a live Mission less, or gave back what an earlier change had taken.</summary>
    [LoggerMessage(1105, LogLevel.Information, "Mission {MissionRef}: {Reason} by entry {Digest}.")]
    public static partial void MissionMet(ILogger log, string missionRef, string reason, string digest);

    /// <summary>A request failed by a bug or a broken dependency.</summary>
    [LoggerMessage(1104, LogLevel.Error, "Request {Id} failed.")]
    public static partial void RequestFailed(ILogger log, string id, Exception problem);
}

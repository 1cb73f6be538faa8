namespace MissionPolicy.Server.Observability;

/// <summary>What the protocol host tells the operator. No token, code, proof or personal value is ever in a message.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(2000, LogLevel.Error, "The signing keys could not be refreshed; the known ones go on signing.")]
    public static partial void KeyRefreshFailed(ILogger log, Exception problem);

    [LoggerMessage(2001, LogLevel.Warning, "Code or refresh token of client {Client} used again: the family {Family} is ended.")]
    public static partial void ReuseDetected(ILogger log, string client, string family);

    [LoggerMessage(2002, LogLevel.Information, "Mission {MissionRef} went from {From} to {To}: {Reason}.")]
    public static partial void MissionMoved(ILogger log, string missionRef, string from, string to, string reason);

    [LoggerMessage(2003, LogLevel.Information, "No Mission for client {Client}: {Codes}.")]
    public static partial void BootstrapRefused(ILogger log, string client, string codes);

    [LoggerMessage(2004, LogLevel.Information, "A person wants no more questions of client {Client} about {Kind}.")]
    public static partial void QuestionsStopped(ILogger log, string client, string kind);

    [LoggerMessage(2005, LogLevel.Information, "A person lets client {Client} ask about {Kind} again.")]
    public static partial void QuestionsAllowed(ILogger log, string client, string kind);
}

namespace MissionPolicy.Server.Deferred;

/// <summary>What deferred requests tell the operator. No token, identifier of a request, comment or address of a person is ever in a message.</summary>
internal static partial class DeferredLog
{
    [LoggerMessage(2300, LogLevel.Error, "Ended deferred requests could not be written down; the next round tries again.")]
    public static partial void SweepFailed(ILogger log, Exception problem);

    [LoggerMessage(2301, LogLevel.Warning, "Client {Client} was not told of a decision after {Attempts} tries: {Why}.")]
    public static partial void PingGivenUp(ILogger log, string client, int attempts, string why);

    [LoggerMessage(2302, LogLevel.Error, "Pings could not be sent; the next round tries again.")]
    public static partial void PingsFailed(ILogger log, Exception problem);

    [LoggerMessage(2303, LogLevel.Warning, "The provisional envelope of purpose {Kind} is not shown to lie inside the full one; no provisional Mission was made.")]
    public static partial void ProvisionalNotInside(ILogger log, string kind);
}

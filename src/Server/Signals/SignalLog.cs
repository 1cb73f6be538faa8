namespace MissionPolicy.Server.Signals;

/// <summary>What this room tells the operator. No event and no name of a person is ever in a message.</summary>
internal static partial class SignalLog
{
    [LoggerMessage(3000, LogLevel.Error, "The receiver of stream {Stream} refused an event of type {Event}: {Code}. It is not sent again.")]
    public static partial void Refused(ILogger log, string @event, string stream, string code);

    [LoggerMessage(3001, LogLevel.Warning, "Push {Attempt} to stream {Stream} failed: {Why}. The next one is at {Next}.")]
    public static partial void PushFailed(ILogger log, string stream, int attempt, string why, DateTimeOffset next);

    [LoggerMessage(3002, LogLevel.Error, "Stream {Stream} is paused: {Why}.")]
    public static partial void Paused(ILogger log, string stream, string why);

    [LoggerMessage(3003, LogLevel.Error, "The sender of events failed; it goes on with the next round.")]
    public static partial void SenderFailed(ILogger log, Exception problem);

    [LoggerMessage(3010, LogLevel.Warning, "An event of transmitter {Issuer} is refused: {Code}, {Why}.")]
    public static partial void NotTaken(ILogger log, string issuer, string code, string why);

    [LoggerMessage(3011, LogLevel.Information, "Mission {MissionRef} of {Issuer} is {State} there at version {Version}.")]
    public static partial void MissionTold(ILogger log, string missionRef, string issuer, string state, int version);

    [LoggerMessage(3012, LogLevel.Warning, "Polling {Issuer} failed: {Why}.")]
    public static partial void PollFailed(ILogger log, string issuer, string why);

    [LoggerMessage(3013, LogLevel.Information, "Event {Event} of {Issuer} touched {Count} Missions.")]
    public static partial void AccountEvent(ILogger log, string @event, string issuer, int count);

    /// <summary>A code from outside, fit for a log line.</summary>
    /// <param name="code">The code as it came.</param>
    public static string Code(string code) => code.Length <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : "(unreadable)";
}

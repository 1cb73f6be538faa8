using MissionPolicy.Server.Notices;

namespace MissionPolicy.Server.Observability;

/// <summary>What notices to people tell the operator. No address, name or page is ever in a message.</summary>
internal static partial class LogNotices
{
    [LoggerMessage(2310, LogLevel.Warning, "A person did not hear of a waiting question by {Channel} after {Attempts} tries: {Why}.")]
    public static partial void NoticeGivenUp(ILogger log, NoticeChannel channel, int attempts, string why);

    [LoggerMessage(2311, LogLevel.Error, "Notices could not be sent; the next round tries again.")]
    public static partial void NoticesFailed(ILogger log, Exception problem);
}

using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Notices;

/// <summary>Where notices wait to be sent. A row that is written is sent, also when the process ends in between.</summary>
internal sealed class NoticeOutbox(IOptions<NoticeOptions> options) : IDisposable
{
    private readonly Bell bell = new();

    /// <summary>Writes down that a person is to hear of it, once for each way that the operator configured.</summary>
    /// <param name="write">The transaction that begins the wait.</param>
    /// <param name="process">The deferred request.</param>
    public void Add(IStoreTransaction write, DeferredProcess process)
    {
        if (options.Value.Smtp.IsConfigured)
        {
            Put(write, process, NoticeChannel.Mail);
        }

        if (options.Value.Webhook.IsConfigured)
        {
            Put(write, process, NoticeChannel.Webhook);
        }
    }

    /// <summary>Says that there may be something to send.</summary>
    public void Wake() => bell.Ring();

    /// <summary>Waits until there may be something to send, or for a time.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation) =>
        bell.WaitAsync(longest, time, cancellation);

    public void Dispose() => bell.Dispose();

    private static void Put(IStoreTransaction write, DeferredProcess process, NoticeChannel channel) => write.Put(
        NoticeTables.Notices, new Notice { ProcessId = process.ProcessId, Channel = channel, DueAt = write.Now, Until = process.EndsAt });
}

using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Takes events, pushed or polled: each once, and only from whom is trusted. An event that nobody here knows is taken and does nothing.</summary>
/// <remarks>Source: signals digest §9.</remarks>
internal sealed class SignalIntake(IStore store, SetReader reader, IEnumerable<ISignalHandler> handlers, ILogger<SignalIntake> log)
{
    private readonly ISignalHandler[] handlers = [.. handlers];

    /// <summary>Takes an event.</summary>
    /// <param name="text">The SET as it came.</param>
    /// <param name="transmitter">Who sent it.</param>
    /// <param name="cancellation">Stops before it is taken.</param>
    /// <returns>Null when it is taken; otherwise why not.</returns>
    /// <exception cref="InvalidOperationException">The transmitter's keys cannot be read now; the event has to come again.</exception>
    public async Task<SetRefusal?> TakeAsync(string text, SignalTransmitterOptions transmitter, CancellationToken cancellation)
    {
        (ReceivedEvent? told, SetRefusal? refusal) = await reader.ReadAsync(text, transmitter, cancellation);
        if (told is not null)
        {
            string key = ReceivedSignal.KeyOf(told.Issuer, told.Jti);
            if (await store.GetAsync(ReceivedSignal.Table, key, cancellation) is not null)
            {
                return null;
            }

            foreach (ISignalHandler handler in handlers.Where(handler => handler.Handles(told)))
            {
                refusal ??= await handler.HandleAsync(told, transmitter, cancellation);
            }

            if (refusal is null)
            {
                // Remembered afterwards: a death in between has the event come again, and handlers bear that.
                await store.WriteAsync(write => write.Put(ReceivedSignal.Table, new ReceivedSignal(key, write.Now + ReceivedSignal.Memory)), cancellation);
                return null;
            }
        }

        SignalLog.NotTaken(log, transmitter.Issuer, refusal!.Code, refusal.Description);
        return refusal;
    }
}

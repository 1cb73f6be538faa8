using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Does what follows from a kind of event. An event may come twice, or after a later one; that has to change nothing.</summary>
internal interface ISignalHandler
{
    /// <summary>Whether this handler is meant.</summary>
    /// <param name="told">The event.</param>
    bool Handles(ReceivedEvent told);

    /// <summary>Does it.</summary>
    /// <param name="told">The event.</param>
    /// <param name="transmitter">Who told it.</param>
    /// <param name="cancellation">Stops before it is done; the event then comes again.</param>
    /// <returns>Null when it is done; otherwise why the event cannot be used.</returns>
    Task<SetRefusal?> HandleAsync(ReceivedEvent told, SignalTransmitterOptions transmitter, CancellationToken cancellation);
}

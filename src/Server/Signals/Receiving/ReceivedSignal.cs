using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>That an event was taken, so that it does nothing when it comes again.</summary>
/// <param name="Key">The hash of transmitter and <c>jti</c>.</param>
/// <param name="KeepUntil">From then on the event is refused as too old.</param>
internal sealed record ReceivedSignal(string Key, DateTimeOffset KeepUntil)
{
    /// <summary>How old an event may be. A transmitter that was down for longer has to say how its Missions stand anew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    public static readonly Table<ReceivedSignal> Table = new("received_signals")
    {
        Json = SignalsJson.Default.ReceivedSignal,
        Key = static signal => signal.Key,
        Expires = static signal => signal.KeepUntil,
    };

    public static string KeyOf(string issuer, string jti) => HandleHash.Of(issuer + "\n" + jti).Value;
}

namespace MissionPolicy.Server.Configuration;

/// <summary>One receiver of signals (list <c>Signals:Receivers</c>).</summary>
internal sealed class SignalReceiverOptions
{
    /// <summary>The client that manages its stream.</summary>
    public string Client { get; set; } = string.Empty;

    /// <summary>The authorization server or resource that it is: the audience of its events, and of the tokens and assertions whose Missions it may know.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>Where events are pushed from the first start on, without stream management; empty: the receiver makes its stream itself.</summary>
    public string PushUrl { get; set; } = string.Empty;

    /// <summary>The <c>Authorization</c> header of those pushes; empty for none.</summary>
    public string PushAuthorization { get; set; } = string.Empty;
}

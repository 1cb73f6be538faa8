using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client;

/// <summary>What a client is, and what it accepts.</summary>
public sealed record MissionClientOptions
{
    /// <summary>Who the client is at the OpenID Provider.</summary>
    public required ClientIdentity Client { get; init; }

    /// <summary>Where the person comes back to, exactly as registered.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>Differences between requested and applied context that this client knows. None by default.</summary>
    public ContextTolerance Tolerance { get; init; } = new();

    /// <summary>How far the clocks may differ when an ID Token is checked.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How this client takes the answer to a token request that crosses its Mission.</summary>
    /// <value><see cref="Deferred.CompletionMode.Immediate"/> by default. With <see cref="Deferred.CompletionMode.Deferred"/>
    /// the re-approval that such a request needs has a <see cref="Missions.Reapproval.Deferred"/> to wait for.</value>
    public Deferred.CompletionMode CompletionMode { get; init; }

    /// <summary>Asks the server to call back when a deferred request is decided; the
    /// client has to be registered with an endpoint for it.</summary>
    public bool WantsNotification { get; init; }

    /// <summary>Keeps a Mission whenever its tokens changed, before they are used.
    /// Without it a rotated refresh token is lost at a restart.</summary>
    public Func<SavedMission, CancellationToken, ValueTask>? KeepAsync { get; init; }
}

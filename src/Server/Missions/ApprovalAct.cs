using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Server.Missions;

/// <summary>What a person or a rule decided, and on what.</summary>
internal sealed record ApprovalAct
{
    /// <summary>The envelope granted: the engine's, or the person's narrower one.</summary>
    public required MissionEnvelope Envelope { get; init; }

    /// <summary>What the page showed, canonical JSON; null where no page was shown.</summary>
    public string? Shown { get; init; }

    /// <summary>How long the grant waits to be redeemed.</summary>
    public required TimeSpan WaitsFor { get; init; }
}

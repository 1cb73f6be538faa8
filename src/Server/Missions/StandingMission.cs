using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Server.Missions;

/// <summary>A Mission as the boundary question needs it.</summary>
internal sealed record StandingMission
{
    /// <summary>The handle.</summary>
    public required string MissionRef { get; init; }

    public required MissionState State { get; init; }

    /// <summary>Raised by every change of the envelope, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The envelope, compiled once.</summary>
    public required CompiledEnvelope Compiled { get; init; }

    /// <summary>The thumbprint of the key that it is bound to, if it is bound to one.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>Why the catalog leaves a configured one nothing; good where it leaves
    /// something, and for one of the store, which says it itself.</summary>
    public MissionStandings Catalog { get; init; }

    /// <summary>The Mission of the store; null for a configured one.</summary>
    public Mission? Stored { get; init; }

    public MissionEnvelope Envelope => Compiled.Envelope;
}

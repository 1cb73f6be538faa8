using System.Collections.Immutable;

namespace MissionPolicy.Server.Missions;

/// <summary>What the entry of a live Mission leaves of it, since the entry is not the
/// one that the Mission was compiled from any more.</summary>
/// <remarks>Kept with the Mission, so that it costs a comparison of two digests until the catalog
/// changes again. The envelope that was approved stays as it is beside this: when the entry allows
/// it again, the Mission has it back. Source: article, "Purpose Catalog Requirement".</remarks>
internal sealed record MissionCeiling
{
    /// <summary>The digest of the entry that was looked at last.</summary>
    public required string EntryDigest { get; init; }

    /// <summary>The envelope that this entry would give, as canonical JSON, protected;
    /// null where it takes nothing, or leaves nothing.</summary>
    public string? Envelope { get; init; }

    /// <summary>The digest of that envelope's canonical JSON.</summary>
    public string? EnvelopeDigest { get; init; }

    /// <summary>The end of that envelope.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>How long the Mission may rest by that envelope.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Why the Mission holds nothing for now, as codes; empty where it goes on.</summary>
    public ImmutableArray<string> Stops { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether it takes a person's approval to go on, also where a later entry would allow it again.</summary>
    public bool IsUntilApproval { get; init; }

    /// <summary>Whether the Mission lost something.</summary>
    public bool Takes() => Envelope is not null || !Stops.IsEmpty;

    /// <summary>The digest of the entry that a Mission was judged by last.</summary>
    /// <param name="mission">The Mission.</param>
    public static string MetDigest(Mission mission) => mission.Ceiling?.EntryDigest ?? mission.EntryDigest;

    /// <summary>Whether the entry as it is now leaves a Mission nothing.</summary>
    /// <param name="mission">The Mission.</param>
    public static bool Stopped(Mission mission) => mission.Ceiling is { Stops.IsEmpty: false };

    /// <summary>Why a Mission is what it is, as a code: what the catalog says comes before what was said of it earlier.</summary>
    /// <param name="mission">The Mission.</param>
    public static string? ReasonOf(Mission mission) =>
        MissionClock.IsTerminal(mission.State) || mission.Ceiling is not { } ceiling || !ceiling.Takes() ? mission.Reason
        : ceiling.Stops.IsEmpty ? Engine.Decisions.ReasonCodes.CatalogNarrowed : ceiling.Stops[0];
}

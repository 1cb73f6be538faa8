using System.Collections.Immutable;

namespace MissionPolicy.Evidence;

/// <summary>What was found out about an export.</summary>
public sealed record ExportReport
{
    /// <summary>How many records were read.</summary>
    public required long Records { get; init; }

    /// <summary>The root hash over them.</summary>
    public required TreeHash Root { get; init; }

    /// <summary>The checkpoint at the end; null when there is none whose signature is good.</summary>
    public required SignedCheckpoint? Checkpoint { get; init; }

    /// <summary>The earlier checkpoints that the log continues.</summary>
    public required ImmutableArray<SignedCheckpoint> Continued { get; init; }

    /// <summary>Records that name a personal part.</summary>
    public required long NamedPersonal { get; init; }

    /// <summary>Personal parts that were given and are the ones that their records name.</summary>
    public required long ProvedPersonal { get; init; }

    /// <summary>Everything that is wrong, in the order of lines; empty for a log that is proved.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsProved => Findings.IsEmpty;
}

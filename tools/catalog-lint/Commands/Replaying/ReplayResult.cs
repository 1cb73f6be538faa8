using System.Collections.Immutable;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>What a replay found.</summary>
internal sealed record ReplayResult
{
    /// <summary>Every decision, in the order of the log.</summary>
    public required ImmutableArray<ReplayedDecision> Decisions { get; init; }

    /// <summary>The lines that cannot be read, and why.</summary>
    public required ImmutableArray<(int Line, string Why)> Broken { get; init; }

    /// <summary>The live Missions that the candidate would touch, by reference.</summary>
    public required ImmutableArray<LiveMission> Live { get; init; }

    /// <summary>Those that would not be decided the same.</summary>
    public IEnumerable<ReplayedDecision> Changed => Decisions.Where(decision => decision.Verdict != ReplayVerdict.Same);

    /// <summary>How many of a purpose have a verdict.</summary>
    public int Count(string kind, ReplayVerdict verdict) => Decisions.Count(decision => decision.Past.Envelope.Kind == kind && decision.Verdict == verdict);

    /// <summary>The purposes, sorted.</summary>
    public IEnumerable<string> Kinds => Decisions.Select(decision => decision.Past.Envelope.Kind).Distinct().Order(StringComparer.Ordinal);
}

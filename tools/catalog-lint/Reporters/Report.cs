using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Findings, and what a reader has to know about the run.</summary>
internal sealed record Report
{
    /// <summary>Everything, in order.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The catalog as named, before each file; empty when the files stand on their own.</summary>
    public required string Folder { get; init; }

    /// <summary>What to say when there is nothing to say.</summary>
    public required string WhenClean { get; init; }

    /// <summary>What was asked, for a test report: each case or file by its suite; empty when the findings are all there is.</summary>
    public ImmutableArray<ReportedTest> Tests { get; init; } = [];
}

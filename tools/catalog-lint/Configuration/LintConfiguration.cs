using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Configuration;

/// <summary>What a deployment decided about the rules. The language's own checks cannot be configured.</summary>
internal sealed record LintConfiguration
{
    /// <summary>The severity of rules by id, where it is not their own; null turns a rule off.</summary>
    public FrozenDictionary<string, DiagnosticSeverity?> Severities { get; init; } = FrozenDictionary<string, DiagnosticSeverity?>.Empty;

    /// <summary>Files that some rules do not judge.</summary>
    public ImmutableArray<LintExclusion> Exclusions { get; init; } = [];

    /// <summary>The numbers that rules judge by.</summary>
    public LintLimits Limits { get; init; } = new();

    /// <summary>From which severity on a run fails.</summary>
    public FailOn FailOn { get; init; } = FailOn.Warning;
}

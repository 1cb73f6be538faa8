using MissionPolicy.CatalogLint.Findings;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary>What was asked about one catalog folder.</summary>
internal sealed record FolderRun
{
    /// <summary>The catalog, as named.</summary>
    public required string Folder { get; init; }

    /// <summary>Who reads the output.</summary>
    public required OutputFormat Format { get; init; }

    /// <summary>From which severity on the run fails; null for what the configuration says.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The configuration file, or null to look for one.</summary>
    public string? Configuration { get; init; }
}

namespace MissionPolicy.CatalogLint.Findings;

/// <summary>From which severity on findings fail a run.</summary>
internal enum FailOn
{
    /// <summary>Every finding.</summary>
    Note,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Errors.</summary>
    Error,

    /// <summary>No finding: the run only reports.</summary>
    Never,
}

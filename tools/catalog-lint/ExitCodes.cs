namespace MissionPolicy.CatalogLint;

/// <summary>What the exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing found that the run has to fail for.</summary>
    public const int Clean = 0;

    /// <summary>Findings: of <c>--fail-on</c> and above, cases that are not decided as expected, or a change that may not pass.</summary>
    public const int Findings = 1;

    /// <summary>The question could not be asked.</summary>
    public const int CouldNotRun = 2;
}

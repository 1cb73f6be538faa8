namespace MissionPolicy.CatalogLint;

/// <summary>What the exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing found.</summary>
    public const int Clean = 0;

    /// <summary>Findings, or cases that are not decided as expected.</summary>
    public const int Findings = 1;

    /// <summary>The question could not be asked.</summary>
    public const int CouldNotRun = 2;
}

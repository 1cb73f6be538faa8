namespace MissionPolicy.EvidenceVerify;

/// <summary>What the exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Everything that was asked for is proved.</summary>
    public const int Proved = 0;

    /// <summary>The export is broken.</summary>
    public const int Broken = 1;

    /// <summary>The question could not be asked.</summary>
    public const int CouldNotRun = 2;
}

namespace MissionPolicy.Engine.Diagnostics;

/// <summary>How grave a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Unwise; the catalog loads.</summary>
    Warning,

    /// <summary>Wrong; the catalog does not load.</summary>
    Error,
}

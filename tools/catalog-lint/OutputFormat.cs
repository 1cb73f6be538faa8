namespace MissionPolicy.CatalogLint;

/// <summary>Who reads the output.</summary>
internal enum OutputFormat
{
    /// <summary>A person in a terminal.</summary>
    Human,

    /// <summary>A program.</summary>
    Json,

    /// <summary>Code scanning: SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>GitHub, which shows each finding at its line.</summary>
    Github,

    /// <summary>A test report: JUnit XML.</summary>
    Junit,
}

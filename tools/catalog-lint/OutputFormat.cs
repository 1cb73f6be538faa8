namespace MissionPolicy.CatalogLint;

/// <summary>Who reads the output.</summary>
internal enum OutputFormat
{
    /// <summary>A person in a terminal.</summary>
    Human,

    /// <summary>A program.</summary>
    Json,

    /// <summary>GitHub, which shows each finding at its line.</summary>
    Github,
}

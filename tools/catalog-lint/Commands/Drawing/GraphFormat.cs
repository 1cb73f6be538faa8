namespace MissionPolicy.CatalogLint.Commands.Drawing;

/// <summary>How a picture is written.</summary>
internal enum GraphFormat
{
    /// <summary>A Mermaid flow chart, for Markdown.</summary>
    Mermaid,

    /// <summary>An SVG document.</summary>
    Svg,
}

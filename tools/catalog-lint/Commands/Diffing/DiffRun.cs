namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>What was asked of <c>diff</c>.</summary>
/// <param name="Before">The old catalog: a folder or a git revision.</param>
/// <param name="After">The new one: a folder or a git revision.</param>
/// <param name="Folder">The catalog's folder inside a revision.</param>
/// <param name="Format">Who reads the output.</param>
/// <param name="FailOn">What fails the run.</param>
/// <param name="Missions">The server's export of live Missions, or null.</param>
internal sealed record DiffRun(string Before, string After, string Folder, OutputFormat Format, DiffFailOn FailOn, string? Missions);

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>What was asked of <c>replay</c>.</summary>
/// <param name="Log">The decision log, a file of JSON lines.</param>
/// <param name="Folder">The candidate catalog: a folder or a git revision.</param>
/// <param name="Format">Who reads the output.</param>
/// <param name="FailOn">What fails the run.</param>
/// <param name="At">The time that decides which Missions are live; null for now.</param>
internal sealed record ReplayRun(string Log, string Folder, OutputFormat Format, ReplayFailOn FailOn, DateTimeOffset? At);

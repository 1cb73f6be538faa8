namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>One test of a report.</summary>
/// <param name="Suite">The file.</param>
/// <param name="Name">The case.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record ReportedTest(string Suite, string Name, string? Failure);

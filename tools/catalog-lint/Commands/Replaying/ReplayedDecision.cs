namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>What became of one past decision.</summary>
/// <param name="Past">The line.</param>
/// <param name="Verdict">How it compares.</param>
/// <param name="Now">The answer of the candidate; null where it is unknown.</param>
/// <param name="Why">More about it; empty when the answers say it.</param>
internal sealed record ReplayedDecision(PastDecision Past, ReplayVerdict Verdict, Answer? Now, string Why);

using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.SuppressionUnreadable;

/// <summary>A comment that is to set a finding aside, and does not say what or why.</summary>
internal static class SuppressionUnreadableRule
{
    public static LintRule Rule { get; } = new("MP2901", "suppression-unreadable", DiagnosticSeverity.Warning, "A comment that is to set a finding aside, and does not say what or why");

    /// <summary>What to tell about such a comment.</summary>
    /// <param name="comment">The comment.</param>
    public static Remark Of(Suppression comment) => new(
        comment.Position,
        "The comment does not say which finding it sets aside, and why.",
        "Write `# catalog-lint: ignore MP2305 -- the reason`.");
}

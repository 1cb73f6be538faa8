using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.SuppressionUnused;

/// <summary>A comment sets a finding aside that is not there.</summary>
internal static class SuppressionUnusedRule
{
    public static LintRule Rule { get; } = new("MP2902", "suppression-unused", DiagnosticSeverity.Warning, "A comment sets a finding aside that is not there");

    /// <summary>What to tell about such a comment.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="rule">The rule that found nothing on its line.</param>
    public static Remark Of(Suppression comment, string rule) => RuleCatalog.Find(rule) is null
        ? new Remark(comment.Position, $"{rule} cannot be set aside: it is no rule, or a mistake of the language.", "Correct the id, or mend the mistake.")
        : new Remark(comment.Position, $"{rule} finds nothing on line {comment.Line}: the comment would hide the next one that comes.", "Remove the comment, or put it on the line of the finding.");
}

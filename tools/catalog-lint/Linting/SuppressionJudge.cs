using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.CatalogLint.Rules.SuppressionUnreadable;
using MissionPolicy.CatalogLint.Rules.SuppressionUnused;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>Sets findings aside that an author chose to live with, and finds the comments that set nothing aside.</summary>
internal sealed class SuppressionJudge(Func<LintRule, Remark, Finding?> tell)
{
    /// <summary>The findings of some files after their comments.</summary>
    /// <param name="sources">The files that were judged.</param>
    /// <param name="findings">What the rules found in them.</param>
    public IEnumerable<Finding> Apply(IEnumerable<CatalogSource> sources, ImmutableArray<Finding> findings)
    {
        Dictionary<(string File, int Line, string Rule), string> accepted = [];
        List<Finding?> own = [];
        foreach (Suppression comment in sources.SelectMany(source => SuppressionReader.Read(source)))
        {
            own.AddRange(comment.Reason is null ? [tell(SuppressionUnreadableRule.Rule, SuppressionUnreadableRule.Of(comment))] : Use(comment, findings, accepted));
        }

        return findings
            .Select(finding => accepted.TryGetValue((finding.Position.File, finding.Position.Line, finding.Id), out string? reason) ? finding with { Accepted = reason } : finding)
            .Concat(own.OfType<Finding>());
    }

    private IEnumerable<Finding?> Use(Suppression comment, ImmutableArray<Finding> findings, Dictionary<(string File, int Line, string Rule), string> accepted)
    {
        foreach (string rule in comment.Rules)
        {
            bool isUsed = RuleCatalog.Find(rule) is not null
                && findings.Any(finding => finding.Id == rule && finding.Position.File == comment.Position.File && finding.Position.Line == comment.Line);
            if (isUsed)
            {
                accepted[(comment.Position.File, comment.Line, rule)] = comment.Reason!;
            }
            else
            {
                yield return tell(SuppressionUnusedRule.Rule, SuppressionUnusedRule.Of(comment, rule));
            }
        }
    }
}

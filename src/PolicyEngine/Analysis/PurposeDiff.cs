using System.Collections.Immutable;
using MissionPolicy.Engine.Analysis.Dimensions;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Compares two versions of one purpose, dimension by dimension.</summary>
internal static class PurposeDiff
{
    // All dimensions, in the order of the report.
    private static readonly ImmutableArray<Func<Versions, IEnumerable<DimensionDifference>>> All =
    [
        PartyDiff.Compare,
        ParamsDiff.Compare,
        AuthenticationDiff.Compare,
        ApprovalDiff.Compare,
        ReviewDiff.Compare,
        AuthorityDiff.Compare,
        GrantTimeDiff.Compare,
        NeverDiff.Compare,
        LifetimeDiff.Compare,
        PropagationDiff.Compare,
        ResumeDiff.Compare,
        ChangeDiff.Compare,
        AuthorRulesDiff.Compare,
        WithheldDiff.Compare,
    ];

    public static PurposeDifference Compare(string kind, CompiledPurpose? before, CompiledPurpose? after)
    {
        ImmutableArray<DimensionDifference> differences = (before, after) switch
        {
            ({ } old, { } current) => old.Digest == current.Digest ? [] : Compare(new Versions(old, current)),
            (null, { } added) => [Added(added)],
            ({ } removed, null) => [Removed(removed)],
            _ => [],
        };
        return new PurposeDifference
        {
            Kind = kind,
            Classification = Verdict.Together(differences.Select(difference => difference.Classification)),
            Dimensions = [.. differences.OrderBy(difference => difference.Dimension).ThenBy(difference => difference.Summary, StringComparer.Ordinal)],
        };
    }

    private static ImmutableArray<DimensionDifference> Compare(Versions versions) => [.. All.SelectMany(compare => compare(versions))];

    private static DimensionDifference Added(CompiledPurpose purpose)
    {
        MissionQuestion mission = MissionQuestion.Plain(new Versions(purpose, purpose)) with { Answer = "approved", Asks = null };
        BootstrapDecision now = Trial.Bootstrap(purpose, mission);
        return new DimensionDifference
        {
            Dimension = DiffDimension.Purpose,
            Classification = Change.Added,
            Summary = $"purpose \"{purpose.Entry.Title}\" is new",
            After = purpose.Entry.Source.At("$.kind"),
            Witness = new Witness
            {
                Question = Trial.Question(mission),
                BeforeAnswer = AnswerText.Of(Trial.WithoutPurpose(purpose, mission)),
                AfterAnswer = AnswerText.Of(now),
            },
        };
    }

    private static DimensionDifference Removed(CompiledPurpose purpose) => new()
    {
        Dimension = DiffDimension.Purpose,
        Classification = Change.Removed,
        Summary = $"purpose \"{purpose.Entry.Title}\" is gone",
        Before = purpose.Entry.Source.At("$.kind"),
        After = SourcePosition.None,
    };
}

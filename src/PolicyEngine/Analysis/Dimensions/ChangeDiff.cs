using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What a later change of the entry does to Missions that live.</summary>
internal static class ChangeDiff
{
    private const string Path = "$.on_change";

    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (ChangeRule before, ChangeRule after) = (versions.Before.Entry.OnChange, versions.After.Entry.OnChange);
        if (before == after)
        {
            yield break;
        }

        (SourcePosition was, SourcePosition now) = (versions.BeforeAt(Path), versions.AfterAt(Path));
        string summary = $"a changed entry {Words(after)} live Missions instead of {Doing(before)} them";
        // The next version alone suspends a Mission; what else is taken shows where it names the client no longer.
        ChangeTrial trial = before == ChangeRule.Suspend ? ChangeTrial.Version : ChangeTrial.Client;
        yield return Strictness(after) < Strictness(before)
            ? Verdict.Wider(DiffDimension.OnChange, summary, was, now, trial.Confirm(versions))
            : Verdict.Narrower(DiffDimension.OnChange, summary, was, now);
    }

    private static int Strictness(ChangeRule rule) => rule switch
    {
        ChangeRule.Keep => 0,
        ChangeRule.Narrow => 1,
        _ => 2,
    };

    private static string Words(ChangeRule rule) => rule switch
    {
        ChangeRule.Keep => "keeps",
        ChangeRule.Narrow => "narrows",
        _ => "suspends",
    };

    private static string Doing(ChangeRule rule) => rule switch
    {
        ChangeRule.Keep => "keeping",
        ChangeRule.Narrow => "narrowing",
        _ => "suspending",
    };
}

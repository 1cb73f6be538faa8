using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>When a running Mission may be taken up again.</summary>
internal static class ResumeDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (ResumeRule before, ResumeRule after) = (versions.Before.Entry.Resume, versions.After.Entry.Resume);
        (SourcePosition was, SourcePosition now) = (versions.BeforeAt("$.resume"), versions.AfterAt("$.resume"));
        if (before.Within != after.Within)
        {
            string summary = $"a Mission may be resumed within {Text(after.Within)} instead of {Text(before.Within)}";
            yield return after.Within is { } within && !(before.Within >= within)
                ? Verdict.Wider(DiffDimension.Resume, summary, was, now, ResumeTrial.Confirm(versions, new ResumeTrial { Ago = within }))
                : Verdict.Narrower(DiffDimension.Resume, summary, was, now);
        }

        if (before.Within is not null && after.Within is not null)
        {
            foreach (DimensionDifference difference in Same(versions, before, after, was, now))
            {
                yield return difference;
            }
        }

        if (before.Otherwise != after.Otherwise)
        {
            // Out of time for both, so that what comes otherwise is all that is asked.
            TimeSpan late = (before.Within ?? TimeSpan.Zero) + (after.Within ?? TimeSpan.Zero) + TimeSpan.FromSeconds(1);
            yield return after.Otherwise == ResumeFallback.Recreate
                ? Verdict.Wider(DiffDimension.Resume, "what cannot be resumed is made anew instead of rejected", was, now, ResumeTrial.Confirm(versions, new ResumeTrial { Ago = late }))
                : Verdict.Narrower(DiffDimension.Resume, "what cannot be resumed is rejected instead of made anew", was, now);
        }
    }

    private static string Text(TimeSpan? within) => within is { } known ? FactText.Duration(known.Ticks) : "no time";

    // The subject is compared whatever the list says: another person may not even know of the Mission.
    private static ValueArray<string> Members(ResumeRule rule) => rule.Same.Where(member => member != "subject").ToSortedSet();

    private static IEnumerable<DimensionDifference> Same(Versions versions, ResumeRule before, ResumeRule after, SourcePosition was, SourcePosition now)
    {
        foreach (string member in Members(before).Except(Members(after), StringComparer.Ordinal).Where(member => !IsCovered(versions, member)))
        {
            yield return Verdict.Wider(DiffDimension.Resume, $"{member} need not be the same any more", was, now, Find(versions, member));
        }

        foreach (string member in Members(after).Except(Members(before), StringComparer.Ordinal).Where(member => !IsCovered(versions, member)))
        {
            Witness? confirmed = Find(versions.Reversed, member);
            yield return Verdict.Of(DiffDimension.Resume, false, confirmed is null ? null : true, $"{member} has to be the same now", was, now, null)!;
        }
    }

    // A bound that pins an attribute to the param never lets another value of it into the Mission, whatever the list says.
    private static bool IsCovered(Versions versions, string member) => member.StartsWith("params.", StringComparison.Ordinal)
        && !versions.Params.Domain(member[7..]).MayBeAbsent
        && versions.Params.Domain(member[7..]).Kinds is [FactKind.Text]
        && new[] { versions.Before, versions.After }.All(version => version.Entry.Authority.Any(rule => rule.Where.Any(bound =>
            bound.Holds is Condition.Test { Comparison: Comparison.Equal, Operand: Operand.Reference reference } && reference.Fact == FactName.Param(member[7..]))));

    // Params that other bounds rest on are compared by these bounds as well; only trying shows whether the list mattered.
    private static Witness? Find(Versions versions, string member)
    {
        if (!member.StartsWith("params.", StringComparison.Ordinal))
        {
            return ResumeTrial.Confirm(versions, new ResumeTrial { Other = member });
        }

        string json = ParamsJson.Of(versions, new Dictionary<FactName, FactValue>());
        return ParamsJson.Others(versions, json, member[7..])
            .SelectMany(other => new[] { new ResumeTrial { MissionParams = other }, new ResumeTrial { MissionParams = json, EventParams = other } })
            .Select(trial => ResumeTrial.Confirm(versions, trial))
            .FirstOrDefault(witness => witness is not null);
    }
}

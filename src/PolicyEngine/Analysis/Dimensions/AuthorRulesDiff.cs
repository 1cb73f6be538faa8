using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What the author's rules do to the approval and to how long a Mission lasts, together with what the entry says itself.</summary>
/// <remarks>Judged over events that both versions let in: what gets in at all is <see cref="AuthenticationDiff"/>. What crosses is
/// <see cref="WithheldDiff"/>.</remarks>
internal static class AuthorRulesDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions) => versions.AreUndecided ? [Undecided(versions)]
        : versions.HaveComparableRules ? new[] { Approval(versions), Lifetime(versions) }.OfType<DimensionDifference>()
        : [];

    // One more rule can only tighten, no matter which facts it reads.
    private static DimensionDifference Undecided(Versions versions)
    {
        bool isAddition = versions.Before.Entry.Rules.ToHashSet().IsSubsetOf(versions.After.Entry.Rules) && versions.HaveEqualRest;
        string summary = RuleEdit.Describe(versions);
        return isAddition
            ? Verdict.Narrower(DiffDimension.Rules, summary, versions.BeforeAt("$.rules"), versions.AfterAt("$.rules"))
            : Verdict.Of(DiffDimension.Rules, null, null, summary, versions.BeforeAt("$.rules"), versions.AfterAt("$.rules"), null)!;
    }

    private static DimensionDifference? Approval(Versions versions)
    {
        (ApprovalMode before, ApprovalMode after) = (versions.Before.Entry.Approval.Mode, versions.After.Entry.Approval.Mode);
        Witness? witness = null;
        ApprovalMode[] modes = [ApprovalMode.Review, ApprovalMode.User];
        bool? Find(Versions asked, Func<Witness, bool> accept) => Together(modes.Select(mode => new EventSearch(asked).Find(
            (was, now) => EventSearch.OnlyBefore(was, now, view => view.Needs(mode)),
            mission => Confirm(asked, mission, mode) is { } found && accept(found))));
        bool? wider = Find(versions, found => (witness = found) is not null);
        bool? narrower = Find(versions.Reversed, _ => true);
        return Of(
            versions,
            DiffDimension.Approval,
            before == after,
            "who approves",
            ApprovalDiff.Describe(before, after),
            wider,
            narrower,
            witness);
    }

    private static DimensionDifference? Lifetime(Versions versions)
    {
        (TimeSpan before, TimeSpan after) = (versions.Before.Entry.Lifetime.Max, versions.After.Entry.Lifetime.Max);
        IEnumerable<TimeSpan> shortened = new[] { versions.RulesBefore, versions.RulesAfter }.SelectMany(rules => rules.OfAuthor)
            .Select(rule => rule.Outcome).OfType<Outcome.Shorten>().Select(outcome => outcome.Longest);
        TimeSpan[] times = [.. shortened.Append(before).Append(after).Distinct().Order()];
        Witness? witness = null;
        bool? Find(Versions asked, Func<Witness, bool> accept) => Together(times.Select(time => new EventSearch(asked).Find(
            (was, now) => EventSearch.OnlyBefore(was, now, view => view.EndsBy(time), now.AsksForMoreThan(time)),
            mission => ConfirmLonger(asked, mission) is { } found && accept(found))));
        bool? wider = Find(versions, found => (witness = found) is not null);
        bool? narrower = Find(versions.Reversed, _ => true);
        string entry = $"a Mission lasts {FactText.Duration(after.Ticks)} instead of {FactText.Duration(before.Ticks)}";
        return Of(versions, DiffDimension.Lifetime, before == after, "how long a Mission lasts", entry, wider, narrower, witness);
    }

    private static DimensionDifference? Of(
        Versions versions,
        DiffDimension dimension,
        bool isByRules,
        string what,
        string entry,
        bool? wider,
        bool? narrower,
        Witness? witness)
    {
        string path = isByRules ? "$.rules" : dimension == DiffDimension.Approval ? "$.approval" : "$.lifetime";
        return Verdict.Of(
            isByRules ? DiffDimension.Rules : dimension,
            wider,
            narrower,
            isByRules ? RuleEdit.Describe(versions, what) : versions.HaveOtherRules ? $"{entry}; {RuleEdit.Describe(versions)}" : entry,
            versions.BeforeAt(path),
            versions.AfterAt(path),
            witness);
    }

    // One that is found is enough; none is certain only when every search is.
    private static bool? Together(IEnumerable<bool?> searches)
    {
        bool isKnown = true;
        foreach (bool? found in searches)
        {
            if (found == true)
            {
                return true;
            }

            isKnown &= found is not null;
        }

        return isKnown ? false : null;
    }

    // Without an answer, where the question is whether the person is asked at all.
    private static Witness? Confirm(Versions versions, MissionQuestion mission, ApprovalMode mode) =>
        ApprovalDiff.ConfirmMode(versions, mission with { Answer = mode == ApprovalMode.User ? null : "approved" });

    private static Witness? ConfirmLonger(Versions versions, MissionQuestion mission)
    {
        BootstrapDecision was = Trial.Bootstrap(versions.Before, mission);
        BootstrapDecision now = Trial.Bootstrap(versions.After, mission);
        return Life(was) is { } before && Life(now) is { } after && after > before
            ? new Witness
            {
                Question = Trial.Question(mission),
                BeforeAnswer = $"{AnswerText.Of(was)}, lasts {FactText.Duration(before.Ticks)}",
                AfterAnswer = $"{AnswerText.Of(now)}, lasts {FactText.Duration(after.Ticks)}",
            }
            : null;
    }

    private static TimeSpan? Life(BootstrapDecision decision)
    {
        MissionEnvelope? envelope = decision.Match<MissionEnvelope?>(
            granted => granted.Envelope, _ => null, confirm => confirm.Envelope, review => review.Envelope, _ => null);
        return envelope is null ? null : envelope.Lifetime.End - envelope.Lifetime.Start;
    }
}

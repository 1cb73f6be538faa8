using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>Which events get in: the sign-in that is needed, and what the author's rules refuse, over every event, every level and every
/// age of the sign-in.</summary>
internal static class AuthenticationDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        if (versions.AreUndecided)
        {
            return [];
        }

        Witness? witness = null;
        bool? wider = Find(versions, found => (witness = found) is not null);
        bool? narrower = Find(versions.Reversed, _ => true);
        bool isByRules = versions.HaveOtherRules && versions.Before.Entry.Authentication == versions.After.Entry.Authentication;
        string summary = AuthenticationEdit.Describe(versions);
        return Verdict.Of(
            isByRules ? DiffDimension.Rules : DiffDimension.Authentication,
            wider,
            narrower,
            isByRules
                ? RuleEdit.Describe(versions, "who gets in")
                : versions.HaveOtherRules ? $"{summary}; {RuleEdit.Describe(versions)}" : summary,
            versions.BeforeAt(isByRules ? "$.rules" : "$.authentication"),
            versions.AfterAt(isByRules ? "$.rules" : "$.authentication"),
            witness) is { } difference ? [difference] : [];
    }

    private static bool? Find(Versions versions, Func<Witness, bool> accept) => new EventSearch(versions).Find(
        (before, after) => before.Admitted == after.Admitted ? Condition.Never : When.All(after.Admitted, When.Not(before.Admitted)),
        mission => Confirm(versions, mission) is { } witness && accept(witness));

    private static Witness? Confirm(Versions versions, MissionQuestion mission)
    {
        (BootstrapDecision was, BootstrapDecision now) = (Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return IsKeptOut(was) && !IsKeptOut(now) && !AnswerText.Has(now, ReasonCodes.ParamsInvalid)
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static bool IsKeptOut(BootstrapDecision decision) =>
        AnswerText.Has(
            decision,
            ReasonCodes.StepUpRequired,
            ReasonCodes.AssuranceNotMet,
            ReasonCodes.ActorNotVerified,
            ReasonCodes.RefusedByRule);
}

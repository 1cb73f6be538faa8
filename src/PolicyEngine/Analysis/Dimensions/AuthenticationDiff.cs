using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>The sign-in that is needed, over every event, every level and every age of the sign-in.</summary>
internal static class AuthenticationDiff
{
    // The age of the sign-in; zero is a sign-in of this very interaction.
    private static readonly FactName Age = new(FactScope.Event, "auth_age");

    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        Witness? witness = null;
        bool? wider = Find(versions, found => (witness = found) is not null);
        bool? narrower = Find(versions.Reversed, _ => true);
        return Verdict.Of(
            DiffDimension.Authentication,
            wider,
            narrower,
            AuthenticationEdit.Describe(versions),
            versions.BeforeAt("$.authentication"),
            versions.AfterAt("$.authentication"),
            witness) is { } difference ? [difference] : [];
    }

    private static bool? Find(Versions versions, Func<Witness, bool> accept)
    {
        bool isKnown = true;
        foreach (string acr in Levels(versions))
        {
            foreach (bool hasLifetime in new[] { false, true })
            {
                bool? found = Find(versions, acr, hasLifetime, accept);
                if (found == true)
                {
                    return true;
                }

                isKnown &= found is not null;
            }
        }

        return isKnown ? false : null;
    }

    // Weakest first: the weakest sign-in that got in is the best witness. A level that no vocabulary knows meets no requirement.
    private static IEnumerable<string> Levels(Versions versions) => versions.After.Vocabulary.Levels.Concat(versions.Before.Vocabulary.Levels)
        .Select(level => level.Name).Append("unknown-level").Distinct(StringComparer.Ordinal);

    private static bool? Find(Versions versions, string acr, bool hasLifetime, Func<Witness, bool> accept)
    {
        (Condition before, Condition after) = (Met(versions.Before, acr, hasLifetime), Met(versions.After, acr, hasLifetime));
        if (before == after)
        {
            return false;
        }

        // A verified actor has a type.
        Condition actor = When.Any(When.Not(When.Is(FactName.ActorVerified, Comparison.Equal, FactValue.Flag(true))), When.Present(FactName.ActorType));
        Condition open = When.All(after, When.Not(before), actor);
        return new Satisfaction(fact => Domain(versions, fact, acr, open), model => Confirm(versions, acr, model) is { } witness && accept(witness)).Find(open);
    }

    private static FactDomain Domain(Versions versions, FactName fact, string acr, Condition open) =>
        fact == Age ? FactDomain.Of(FactKind.Duration) with { MayBeAbsent = false }
        : fact == FactName.Acr ? FactDomain.OneOf([FactValue.Level(acr, versions.After.Vocabulary.Rank(acr))]) with { IsExact = false }
        : versions.Domain(fact, open);

    // The strongest level and the smallest age win, so that the whole is met exactly when every applying rule is.
    private static Condition.All Met(CompiledPurpose purpose, string acr, bool hasLifetime) => new(
        purpose.Rules.Rules
            .Where(rule => rule.Dimension is Dimension.Authentication or Dimension.Actor)
            .Select(rule => (Rule: rule, When: Known(purpose, rule.When, acr, hasLifetime)))
            .Where(known => known.When != Condition.Never)
            .Select(known => known.Rule.Outcome is Outcome.RequireStrength strength
                ? IfThen(known.When, Met(purpose.Vocabulary, strength.Requirement, acr))
                : When.Not(known.When))
            .Where(part => part != Condition.Always)
            .Distinct()
            .ToValueArray());

    private static Condition Known(CompiledPurpose purpose, Condition when, string acr, bool hasLifetime)
    {
        Condition known = PartialEvaluation.Given(when, FactName.Acr, FactValue.Level(acr, purpose.Vocabulary.Rank(acr)));
        return hasLifetime ? known : PartialEvaluation.Given(known, FactName.RequestedLifetime, FactValue.Duration(purpose.Entry.Lifetime.Max));
    }

    private static Condition IfThen(Condition when, Condition then) =>
        then == Condition.Always ? then : when == Condition.Always ? then : When.Any(When.Not(when), then);

    private static Condition Met(CatalogVocabulary vocabulary, StrengthRequirement require, string acr) =>
        require.Acr is not null && vocabulary.Rank(acr) < vocabulary.Rank(require.Acr) ? Condition.Never
        : require.MaxAge is { } age ? When.Is(Age, Comparison.AtMost, FactValue.Duration(age))
        : Condition.Always;

    private static Witness? Confirm(Versions versions, string acr, IReadOnlyDictionary<FactName, FactValue> model)
    {
        MissionQuestion mission = MissionQuestion.Of(versions, model) with
        {
            Acr = acr,
            Age = model.TryGetValue(Age, out FactValue age) ? new TimeSpan((long)age.AsNumber) : TimeSpan.Zero,
            Answer = "approved",
        };
        (BootstrapDecision was, BootstrapDecision now) = (Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return IsTooWeak(was) && !IsTooWeak(now) && !AnswerText.Has(now, ReasonCodes.ParamsInvalid)
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static bool IsTooWeak(BootstrapDecision decision) =>
        AnswerText.Has(decision, ReasonCodes.StepUpRequired, ReasonCodes.AssuranceNotMet, ReasonCodes.ActorNotVerified);
}

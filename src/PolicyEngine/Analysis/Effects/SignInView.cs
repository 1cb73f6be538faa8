using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Effects;

/// <summary>What one version does with events whose level of sign-in is known, as conditions over the rest of the event.</summary>
/// <param name="purpose">The version.</param>
/// <param name="rules">Its rules.</param>
/// <param name="acr">The level.</param>
/// <param name="hasLifetime">Whether the event asks for a lifetime; otherwise it is the entry's.</param>
internal sealed class SignInView(CompiledPurpose purpose, EffectiveRules rules, string acr, bool hasLifetime)
{
    /// <summary>The age of the sign-in; zero is a sign-in of this very interaction.</summary>
    public static FactName Age { get; } = new(FactScope.Event, "auth_age");

    private Condition.All? admitted;

    /// <summary>When the event gets past refusals and step-ups. The strongest level and the smallest age win, so that it does exactly when
    /// every applying rule is met.</summary>
    public Condition.All Admitted => admitted ??= new Condition.All(
        rules.Rules
            .Where(rule => rule.Dimension is Dimension.Authentication or Dimension.Actor or Dimension.Rules)
            .Select(rule => (Rule: rule, When: Known(purpose, rule.When, acr, hasLifetime)))
            .Where(known => known.When != Condition.Never)
            .Select(known => known.Rule.Outcome is Outcome.RequireStrength strength
                ? IfThen(known.When, Met(purpose.Vocabulary, strength.Requirement, acr))
                : When.Not(known.When))
            .Where(part => part != Condition.Always)
            .Distinct()
            .ToValueArray());

    /// <summary>When the approval has to be at least so strict.</summary>
    public Condition Needs(ApprovalMode mode) => purpose.Entry.Approval.Mode >= mode
        ? Condition.Always
        : Known(rules.Any<Outcome.RequireApproval>(outcome => outcome.Mode >= mode));

    /// <summary>When the Mission lives no longer than so, even if the event asks for more.</summary>
    public Condition EndsBy(TimeSpan time) => purpose.Entry.Lifetime.Max <= time
        ? Condition.Always
        : Known(rules.Any<Outcome.Shorten>(outcome => outcome.Longest <= time));

    /// <summary>When the event itself does not end the Mission by then.</summary>
    public Condition AsksForMoreThan(TimeSpan time) =>
        hasLifetime ? When.Is(FactName.RequestedLifetime, Comparison.Over, FactValue.Duration(time)) : Condition.Always;

    /// <summary>When a claim crosses to no audience.</summary>
    public Condition Withholds(string claim) => Known(rules.Any<Outcome.Withhold>(outcome => outcome.Claims.Contains(claim)));

    /// <summary>When any rule of the author has a consequence.</summary>
    public Condition HasConsequence => Known(rules.Any<Outcome>(_ => true));

    private Condition Known(Condition when) => Known(purpose, when, acr, hasLifetime);

    private static Condition Known(CompiledPurpose purpose, Condition when, string acr, bool hasLifetime)
    {
        FactValue level = FactValue.Level(acr, purpose.Vocabulary.Rank(acr));
        FactValue lifetime = FactValue.Duration(purpose.Entry.Lifetime.Max);
        return PartialEvaluation.OfShared(when, test => test.Operand is not Operand.Literal { Value: var value } ? null
            : test.Fact == FactName.Acr ? Compare.Holds(test.Comparison, level, value)
            : test.Fact == FactName.RequestedLifetime && !hasLifetime ? Compare.Holds(test.Comparison, lifetime, value)
            : null);
    }

    private static Condition IfThen(Condition when, Condition then) =>
        then == Condition.Always ? then : when == Condition.Always ? then : When.Any(When.Not(when), then);

    private static Condition Met(CatalogVocabulary vocabulary, StrengthRequirement require, string acr) =>
        require.Acr is not null && vocabulary.Rank(acr) < vocabulary.Rank(require.Acr) ? Condition.Never
        : require.MaxAge is { } age ? When.Is(Age, Comparison.AtMost, FactValue.Duration(age))
        : Condition.Always;
}

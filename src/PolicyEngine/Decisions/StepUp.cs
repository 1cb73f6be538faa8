using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>How strong and fresh must the sign-in be, and is it?</summary>
/// <remarks>Every fired rule counts: the strongest <c>acr</c> and the smallest <c>max_age</c> win.
/// Source: article, "Purpose Catalog Requirement", step-up rules.</remarks>
public static class StepUp
{
    /// <summary>The combined requirement of the fired rules.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="fired">The fired rules.</param>
    public static StrengthRequirement Combine(CatalogVocabulary vocabulary, IEnumerable<Rule> fired)
    {
        StrengthRequirement combined = new(null, null);
        foreach (Outcome.RequireStrength outcome in fired.Select(rule => rule.Outcome).OfType<Outcome.RequireStrength>())
        {
            combined = Stricter(vocabulary, combined, outcome.Requirement);
        }

        return combined;
    }

    /// <summary>The stricter of two requirements in each respect. A level that the vocabulary does not know is stricter than every one that it knows.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static StrengthRequirement Stricter(CatalogVocabulary vocabulary, StrengthRequirement one, StrengthRequirement other) => new(
        Needed(vocabulary, other.Acr) > Needed(vocabulary, one.Acr) ? other.Acr : one.Acr,
        one.MaxAge is null || other.MaxAge < one.MaxAge ? other.MaxAge ?? one.MaxAge : one.MaxAge);

    /// <summary>Whether a sign-in meets a requirement. A level that the vocabulary does not know is met by nobody.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="require">The requirement.</param>
    /// <param name="signIn">The sign-in.</param>
    /// <param name="now">The time of the decision.</param>
    public static bool IsMet(CatalogVocabulary vocabulary, StrengthRequirement require, SignInFacts signIn, DateTimeOffset now) =>
        vocabulary.Rank(signIn.Acr) >= Needed(vocabulary, require.Acr) && IsFresh(require, signIn, now);

    /// <summary>What a sign-in lacks for a requirement: the level, the greatest age, or both; neither where it is met.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="require">The requirement.</param>
    /// <param name="signIn">The sign-in.</param>
    /// <param name="now">The time of the decision.</param>
    public static StrengthRequirement Missing(CatalogVocabulary vocabulary, StrengthRequirement require, SignInFacts signIn, DateTimeOffset now) => new(
        vocabulary.Rank(signIn.Acr) >= Needed(vocabulary, require.Acr) ? null : require.Acr,
        IsFresh(require, signIn, now) ? null : require.MaxAge);

    /// <summary>Whether a stronger or fresher sign-in is all that is missing.</summary>
    /// <param name="reasons">The reasons of a refusal.</param>
    public static bool IsAll(ValueArray<Reason> reasons) => !reasons.IsEmpty && reasons.All(reason => reason.Code == ReasonCodes.SignInTooWeak);

    /// <summary>A boundary decision for a Mission whose sign-in is known: what crosses to an audience that asks for more needs a step-up first.</summary>
    /// <param name="decision">The decision on the envelope alone.</param>
    /// <param name="audience">The audience that the action crosses to.</param>
    /// <param name="missing">What the sign-in lacks for that audience: see <see cref="Missing"/>.</param>
    /// <param name="signIn">The sign-in.</param>
    /// <param name="now">The time of the decision.</param>
    /// <returns>The same decision, or a refusal whose reasons say what is missing: strength or age.</returns>
    public static BoundaryDecision Judge(BoundaryDecision decision, EnvelopeAudience audience, StrengthRequirement missing, SignInFacts signIn, DateTimeOffset now)
    {
        if (decision is not BoundaryDecision.StayInside || missing is { Acr: null, MaxAge: null })
        {
            return decision;
        }

        return new BoundaryDecision.Deny(Reasons.Sort(Lacking(audience, missing, signIn, now)));
    }

    private static IEnumerable<Reason> Lacking(EnvelopeAudience audience, StrengthRequirement missing, SignInFacts signIn, DateTimeOffset now)
    {
        string rule = $"propagation.audience.{audience.As}.require";
        if (missing.Acr is { } acr)
        {
            yield return new Reason
            {
                Code = ReasonCodes.SignInTooWeak, Dimension = Dimension.Authentication, RuleId = rule, Position = audience.Position, Asked = signIn.Acr, Allowed = [acr],
            };
        }

        if (missing.MaxAge is { } age)
        {
            yield return new Reason
            {
                Code = ReasonCodes.SignInTooWeak,
                Dimension = Dimension.Authentication,
                RuleId = rule + ".max_age",
                Position = audience.Position,
                Asked = FactText.Duration((now - signIn.At).Ticks),
                Allowed = [FactText.Duration(age.Ticks)],
            };
        }
    }

    internal static ValueArray<Reason> Unmet(
        CatalogVocabulary vocabulary, ImmutableArray<Rule> fired, SignInFacts signIn, DateTimeOffset now, string code) =>
        Reasons.Sort(fired
            .Where(rule => rule.Outcome is Outcome.RequireStrength outcome && !IsMet(vocabulary, outcome.Requirement, signIn, now))
            .Select(rule => new Reason
            {
                Code = code,
                Dimension = Dimension.Authentication,
                RuleId = rule.Id,
                Position = rule.Position,
                Asked = signIn.Acr,
                Allowed = rule.Allowed,
                Detail = Detail(((Outcome.RequireStrength)rule.Outcome).Requirement) + Because(rule, fired),
            }));

    private static string Because(Rule rule, ImmutableArray<Rule> fired) =>
        Reasons.Derived(rule, fired) is { } value ? $", because {rule.Asked} is {value}" : string.Empty;

    // Requirements are kept by name in Missions and reviews and outlive the vocabulary: a name that is gone asks for more than anybody has.
    private static int Needed(CatalogVocabulary vocabulary, string? acr) =>
        acr is null ? -1 : vocabulary.Rank(acr) is >= 0 and int rank ? rank : int.MaxValue;

    /// <summary>The level that a requirement asks for, as strong as a vocabulary says.</summary>
    internal static FactValue Level(CatalogVocabulary vocabulary, string acr) => FactValue.Level(acr, Needed(vocabulary, acr));

    // Zero asks for a sign-in in this very interaction; its age in seconds would refuse every sign-in that took any time.
    private static bool IsFresh(StrengthRequirement require, SignInFacts signIn, DateTimeOffset now) =>
        require.MaxAge is not { } age || signIn.At <= now && (age == TimeSpan.Zero ? signIn.InThisInteraction : now - signIn.At <= age);

    internal static string Detail(StrengthRequirement require) =>
        require.MaxAge is { } age ? $"acr {require.Acr ?? "any"}, at most {FactText.Duration(age.Ticks)} old" : $"acr {require.Acr ?? "any"}";
}

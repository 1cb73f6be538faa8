using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
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

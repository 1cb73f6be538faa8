using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Effects;

/// <summary>Finds events that two versions treat differently: every level of sign-in, every age, every actor, client, param, claim and
/// lifetime.</summary>
internal sealed class EventSearch(Versions versions)
{
    /// <summary>Finds an event.</summary>
    /// <param name="open">What has to hold, given what each version does at one level; <see cref="Condition.Never"/> where there is nothing
    /// to find.</param>
    /// <param name="accept">Takes the event, or refuses it.</param>
    /// <returns>Whether one was accepted; null when that is not known.</returns>
    public bool? Find(Func<SignInView, SignInView, Condition> open, Func<MissionQuestion, bool> accept)
    {
        bool isKnown = true;
        foreach (string acr in Levels(versions))
        {
            foreach (bool hasLifetime in new[] { false, true })
            {
                bool? found = Find(open, accept, acr, hasLifetime);
                if (found == true)
                {
                    return true;
                }

                isKnown &= found is not null;
            }
        }

        return isKnown ? false : null;
    }

    /// <summary>Finds an event with the sign-in that a plain question has.</summary>
    /// <param name="open">What has to hold.</param>
    /// <param name="hasLifetime">Whether it asks for a lifetime of its own.</param>
    public MissionQuestion? Plain(Func<SignInView, SignInView, Condition> open, bool hasLifetime)
    {
        MissionQuestion? question = null;
        string strongest = MissionQuestion.Of(versions, new Dictionary<FactName, FactValue>()).Acr;
        _ = Find(open, found => (question = found) is not null, strongest, hasLifetime);
        return question;
    }

    /// <summary>When both versions let the event in, and something holds in the old one that does not in the new one.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="what">What holds.</param>
    /// <param name="besides">What has to hold besides.</param>
    public static Condition OnlyBefore(SignInView before, SignInView after, Func<SignInView, Condition> what, Condition? besides = null)
    {
        (Condition was, Condition now) = (what(before), what(after));
        return was == now || was == Condition.Never || now == Condition.Always
            ? Condition.Never
            : When.All(before.Admitted, after.Admitted, besides ?? Condition.Always, was, When.Not(now));
    }

    /// <summary>When a strong and fresh sign-in comes to reviewers in both versions; always, where no rules of authors can be
    /// compared.</summary>
    /// <param name="versions">The versions.</param>
    public static Condition IsReviewed(Versions versions)
    {
        if (!versions.HaveComparableRules)
        {
            return Condition.Always;
        }

        string acr = MissionQuestion.Of(versions, new Dictionary<FactName, FactValue>()).Acr;
        SignInView before = new(versions.Before, versions.RulesBefore, acr, hasLifetime: false);
        SignInView after = new(versions.After, versions.RulesAfter, acr, hasLifetime: false);
        Condition[] reviewed = [before.Admitted, after.Admitted, before.Needs(ApprovalMode.Review), after.Needs(ApprovalMode.Review)];
        return PartialEvaluation.Given(new Condition.All(reviewed.ToValueArray()), SignInView.Age, FactValue.Duration(TimeSpan.Zero));
    }

    // Weakest first: the weakest sign-in that got in is the best witness. A level that no vocabulary knows meets no requirement.
    private static IEnumerable<string> Levels(Versions versions) =>
        versions.After.Vocabulary.Levels.Concat(versions.Before.Vocabulary.Levels)
        .Select(level => level.Name).Append("unknown-level").Distinct(StringComparer.Ordinal);

    private bool? Find(Func<SignInView, SignInView, Condition> open, Func<MissionQuestion, bool> accept, string acr, bool hasLifetime)
    {
        Condition wanted = open(
            new SignInView(versions.Before, versions.RulesBefore, acr, hasLifetime),
            new SignInView(versions.After, versions.RulesAfter, acr, hasLifetime));
        if (wanted == Condition.Never)
        {
            return false;
        }

        // A verified actor has a type.
        Condition actor = When.Any(
            When.Not(When.Is(FactName.ActorVerified, Comparison.Equal, FactValue.Flag(true))),
            When.Present(FactName.ActorType));
        Condition everything = When.All(wanted, actor);
        Dictionary<FactName, FactDomain> domains = [];
        return new Satisfaction(
            fact => domains.TryGetValue(fact, out FactDomain? known) ? known : domains[fact] = Domain(fact, acr, everything),
            model => accept(Question(acr, model))).Find(everything);
    }

    private FactDomain Domain(FactName fact, string acr, Condition everything) =>
        fact == SignInView.Age ? FactDomain.Of(FactKind.Duration) with { MayBeAbsent = false }
        : fact == FactName.Acr ? FactDomain.OneOf([FactValue.Level(acr, versions.After.Vocabulary.Rank(acr))]) with { IsExact = false }
        : fact.Scope == FactScope.Derived ? new FactDomain { Kinds = [FactKind.Number, FactKind.TextSet], IsExact = false }
        : versions.Domain(fact, everything);

    private MissionQuestion Question(string acr, IReadOnlyDictionary<FactName, FactValue> model) => MissionQuestion.Of(versions, model) with
    {
        Acr = acr,
        Age = model.TryGetValue(SignInView.Age, out FactValue age) ? new TimeSpan((long)age.AsNumber) : TimeSpan.Zero,
        Answer = "approved",
    };
}

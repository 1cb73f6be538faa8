using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Compilation;

/// <summary>From the rules of an entry's author to rules of the bootstrap set: one for each consequence.</summary>
internal static class AuthorRules
{
    /// <summary>What the ids of these rules begin with.</summary>
    public const string Prefix = "rules.";

    /// <summary>The rules of an entry, in the order of the file.</summary>
    /// <param name="entry">The entry.</param>
    public static IEnumerable<Rule> Of(CatalogEntry entry) => entry.Rules.SelectMany((rule, index) => Of(entry, rule, index));

    /// <summary>The author's name of a rule; null for a rule that is not one of an author's own.</summary>
    /// <param name="rule">A rule of a bootstrap set.</param>
    public static string? NameOf(Rule rule)
    {
        if (!rule.Id.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        int end = rule.Id.IndexOf('.', Prefix.Length);
        return end < 0 ? null : rule.Id[Prefix.Length..end];
    }

    /// <summary>The ids of the rules that judge a Mission by what it keeps: they hold wherever an envelope is built, also without a
    /// sign-in.</summary>
    /// <param name="rules">A bootstrap set.</param>
    /// <remarks>A refusal that rests on the sign-in is left to the sign-in; a rule that shortens or withholds never rests on it.</remarks>
    public static FrozenSet<string> Kept(RuleSet rules) => rules.Rules
        .Where(rule => rule.Id.StartsWith(Prefix, StringComparison.Ordinal) && rule.Outcome switch
        {
            Outcome.Shorten or Outcome.Withhold => true,
            Outcome.Refuse => RuleReach.Of(rules.Rules.Items, rule.When).All(KeptFacts.Has),
            _ => false,
        })
        .Select(rule => rule.Id)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether every consequence of an author's rule in one answer is in another one too.</summary>
    /// <param name="fired">The one answer.</param>
    /// <param name="before">The other one.</param>
    public static bool AsksForNoMore(ImmutableArray<Rule> fired, ImmutableArray<Rule> before) =>
        !RulesFault.Is(fired) && !RulesFault.Is(before)
        && fired
            .Where(rule => NameOf(rule) is not null && rule.Outcome.Writes is null)
            .All(rule => before.Any(other => other.Id == rule.Id));

    private static IEnumerable<Rule> Of(CatalogEntry entry, AuthorRule rule, int index)
    {
        RuleConsequences then = rule.Then;
        if (then.Refuse)
        {
            yield return Rule("refuse", Dimension.Rules, new Outcome.Refuse(ReasonCodes.RefusedByRule));
        }

        if (then.Require is { } require)
        {
            yield return Rule("require", Dimension.Authentication, new Outcome.RequireStrength(require)) with
            {
                AllowedBy = require.Acr is null ? AllowedWords.None : new AllowedWords.Plain([require.Acr]),
            };
        }

        if (then.Approval is { } mode)
        {
            yield return Rule("approval", Dimension.Approval, new Outcome.RequireApproval(mode));
        }

        if (then.Shorten is { } longest)
        {
            yield return Rule("shorten", Dimension.Lifetime, new Outcome.Shorten(longest));
        }

        if (!then.Withhold.IsEmpty)
        {
            yield return Rule("withhold", Dimension.Propagation, new Outcome.Withhold(then.Withhold.ToSortedSet()));
        }

        foreach (DerivedAmount add in then.Add)
        {
            yield return Rule("add." + add.Name, Dimension.Rules, new Outcome.Add(add.Name, add.Amount));
        }

        foreach (DerivedTag tag in then.Tag)
        {
            yield return Rule("tag." + tag.Name, Dimension.Rules, new Outcome.Tag(tag.Name, tag.Text));
        }

        Rule Rule(string consequence, Dimension dimension, Outcome outcome) => new()
        {
            Id = $"{Prefix}{rule.Name}.{consequence}",
            Dimension = dimension,
            When = rule.When,
            Outcome = outcome,
            Position = entry.Source.At($"$.rules[{index}]"),
            Asked = RuleStrata.Reads(rule.When).Order().Select(fact => (FactName?)fact).FirstOrDefault(),
        };
    }
}

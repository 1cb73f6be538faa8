using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>
/// The plain meaning of an author's rules: write down what applies, and look again until nothing more does. No layers, no order.
/// </summary>
internal static class ReferenceAuthorRules
{
    /// <summary>The ids of the consequences that apply, sorted.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="facts">The facts of the event.</param>
    public static IEnumerable<string> Fired(IEnumerable<AuthorRule> rules, IFacts facts)
    {
        AuthorRule[] all = [.. rules];
        AuthorRule[] applied = [];
        while (true)
        {
            Derived view = new(facts, applied);
            AuthorRule[] next = [.. all.Where(rule => ConditionEvaluator.Holds(rule.When, new RuleQuestion(view)))];
            if (next.Length == applied.Length)
            {
                return next.SelectMany(Ids).Order(StringComparer.Ordinal);
            }

            applied = next;
        }
    }

    private static IEnumerable<string> Ids(AuthorRule rule)
    {
        string name = $"rules.{rule.Name}.";
        return
        [
            .. rule.Then.Refuse ? [name + "refuse"] : Array.Empty<string>(),
            .. rule.Then.Require is null ? Array.Empty<string>() : [name + "require"],
            .. rule.Then.Approval is null ? Array.Empty<string>() : [name + "approval"],
            .. rule.Then.Shorten is null ? Array.Empty<string>() : [name + "shorten"],
            .. rule.Then.Withhold.IsEmpty ? Array.Empty<string>() : [name + "withhold"],
            .. rule.Then.Add.Select(add => name + "add." + add.Name),
            .. rule.Then.Tag.Select(tag => name + "tag." + tag.Name),
        ];
    }

    private sealed class Derived(IFacts facts, AuthorRule[] applied) : IFacts
    {
        public FactValue Get(FactName name)
        {
            if (name.Scope != FactScope.Derived)
            {
                return facts.Get(name);
            }

            IEnumerable<DerivedAmount> added = applied.SelectMany(rule => rule.Then.Add);
            decimal[] amounts = [.. added.Where(add => add.Name == name.Path).Select(add => add.Amount)];
            string[] texts = [.. applied.SelectMany(rule => rule.Then.Tag).Where(tag => tag.Name == name.Path).Select(tag => tag.Text)];
            return texts.Length > 0 ? FactValue.TextSet(texts) : amounts.Length > 0 ? FactValue.Number(amounts.Sum()) : FactValue.Absent;
        }
    }
}

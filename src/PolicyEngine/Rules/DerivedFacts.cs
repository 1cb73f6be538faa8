using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>The facts of a question together with what fired rules add up.</summary>
public sealed class DerivedFacts : IFacts
{
    private readonly IFacts facts;
    private readonly ImmutableArray<Rule> fired;

    private DerivedFacts(IFacts facts, ImmutableArray<Rule> fired)
    {
        this.facts = facts;
        this.fired = fired;
    }

    /// <summary>The facts, with sums and sets of the fired rules beside them; the facts themselves when no rule wrote one.</summary>
    /// <param name="facts">The facts of the question.</param>
    /// <param name="fired">The rules that fired.</param>
    public static IFacts Over(IFacts facts, ImmutableArray<Rule> fired) =>
        fired.Any(rule => rule.Outcome.Writes is not null) ? new DerivedFacts(facts, fired) : facts;

    /// <inheritdoc/>
    public FactValue Get(FactName name) => name.Scope == FactScope.Derived ? Of(name.Path, fired) : facts.Get(name);

    /// <summary>The value of a derived fact: the sum of what was added, or the set of what was tagged.</summary>
    /// <param name="name">The fact's name.</param>
    /// <param name="fired">The rules that fired.</param>
    /// <returns>The value, or absent when none of the rules writes it.</returns>
    public static FactValue Of(string name, IEnumerable<Rule> fired)
    {
        decimal sum = 0;
        List<string>? tags = null;
        bool isWritten = false;
        foreach (Rule rule in fired)
        {
            if (rule.Outcome is Outcome.Add add && add.Name == name)
            {
                sum += add.Amount;
                isWritten = true;
            }
            else if (rule.Outcome is Outcome.Tag tag && tag.Name == name)
            {
                (tags ??= []).Add(tag.Text);
            }
        }

        return tags is not null ? FactValue.TextSet(tags) : isWritten ? FactValue.Number(sum) : FactValue.Absent;
    }
}

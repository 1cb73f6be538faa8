using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using NRules.RuleModel;
using RuleSet = MissionPolicy.Engine.Rules.RuleSet;

namespace MissionPolicy.Engine.NRules;

/// <summary>The fact that rules match: one question, and the rules that it fired.</summary>
/// <remarks>A class without equality of its own: NRules takes equal facts for one fact. Its methods are what conditions and actions
/// call.</remarks>
/// <param name="asked">The question.</param>
internal sealed class Question(RuleQuestion asked)
{
    private List<int>? fired;

    /// <summary>Whether a comparison holds.</summary>
    /// <param name="test">The comparison.</param>
    public bool Holds(Condition.Test test) => Holds(test, asked);

    /// <summary>Whether a comparison of derived facts holds.</summary>
    /// <param name="test">The comparison.</param>
    /// <param name="written">What the rules that have fired wrote.</param>
    public bool HoldsWith(Condition.Test test, IEnumerable<Contribution> written) =>
        Holds(test, asked with { Facts = DerivedFacts.Over(asked.Facts, Contribution.Writers(written)) });

    /// <summary>A rule fires.</summary>
    /// <param name="rule">Its index in the set.</param>
    public void Fires(int rule) => (fired ??= []).Add(rule);

    /// <summary>A rule fires, and what it writes is there for the rules that read it.</summary>
    /// <param name="context">The running rule.</param>
    /// <param name="writer">The rule.</param>
    public void Writes(IContext context, Writer writer)
    {
        Fires(writer.Index);
        context.InsertLinked(writer, new Contribution(this, writer));
    }

    /// <summary>The rules that fired, in the order of the set.</summary>
    /// <param name="rules">The set.</param>
    /// <exception cref="InvalidOperationException">A rule fired twice.</exception>
    public ImmutableArray<Rule> Answer(RuleSet rules)
    {
        if (fired is null)
        {
            return [];
        }

        fired.Sort();
        ImmutableArray<Rule>.Builder answer = ImmutableArray.CreateBuilder<Rule>(fired.Count);
        for (int index = 0; index < fired.Count; index++)
        {
            answer.Add(index == 0 || fired[index - 1] != fired[index]
                ? rules.Rules[fired[index]]
                : throw new InvalidOperationException("A rule fired twice for one question."));
        }

        return answer.MoveToImmutable();
    }

    private static bool Holds(Condition.Test test, in RuleQuestion question) => Compare.Holds(
        test.Comparison,
        question.Get(test.Fact),
        test.Operand is Operand.Literal literal ? literal.Value : question.Get(((Operand.Reference)test.Operand).Fact));
}

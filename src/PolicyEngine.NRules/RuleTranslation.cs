using System.Collections.Immutable;
using System.Linq.Expressions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using NRules.RuleModel;
using NRules.RuleModel.Builders;
using RuleSet = MissionPolicy.Engine.Rules.RuleSet;

namespace MissionPolicy.Engine.NRules;

/// <summary>Builds the rules of a set as NRules definitions, from data.</summary>
/// <remarks>
/// A rule matches one <see cref="Question"/>; when it fires it adds its index to the question's answer. The parts of a conjunction are
/// conditions of their own, so that rules share the nodes of equal parts.
/// <para>A rule that writes a derived fact which is read links a <see cref="Contribution"/> to the question. A rule that reads derived
/// facts also matches the collection of contributions to them, which is there from the start and empty at first, so that a condition on an
/// absent fact, also a negated one, is judged like any other. The priority of a rule falls with its layer (<see cref="RuleStrata"/>).
/// NRules fires by priority, so a reader fires after every writer of what it reads has fired or cannot fire any more; what it read while
/// sums were growing only moved it in and out of the agenda. This is the order of <see cref="ConditionEvaluator.Fired"/>, so both give the
/// same answer for every rule set without a circle.</para>
/// </remarks>
internal static class RuleTranslation
{
    /// <summary>The tag of a rule that links facts.</summary>
    public const string Linked = "linked";

    /// <summary>The property under which a definition carries the rule of the engine, with its position.</summary>
    public const string Source = "rule";

    // A chain of nodes is walked by recursion, so an author's longest list must not become a chain.
    private const int MostParts = 32;

    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IContext), "context");

    /// <summary>Builds the definitions.</summary>
    /// <param name="rules">The set.</param>
    /// <returns>One definition for each rule, in the order of the set.</returns>
    public static ImmutableArray<IRuleDefinition> Of(RuleSet rules)
    {
        ImmutableArray<ImmutableArray<int>> layers = RuleStrata.Of(rules.Rules.Items);
        HashSet<FactName> read = layers.Length > 1 ? [.. rules.Rules.SelectMany(rule => RuleStrata.Reads(rule.When))] : [];
        IRuleDefinition[] built = new IRuleDefinition[rules.Rules.Count];
        int order = 0;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            foreach (int index in layers[layer])
            {
                Rule rule = rules.Rules[index];
                Writer? writer = rule.Outcome.Writes is { } fact && read.Contains(fact) ? new Writer(rule, index, fact, order) : null;
                built[index] = Build(rule, index, priority: -layer, writer, readsContributions: layers.Length > 1);
                order++;
            }
        }

        return [.. built];
    }

    private static IRuleDefinition Build(Rule rule, int index, int priority, Writer? writer, bool readsContributions)
    {
        RuleBuilder builder = new();
        builder.Name(rule.Id);
        builder.Property(Source, rule);
        builder.Priority(priority);
        Match(builder.LeftHandSide(), rule.When, readsContributions);
        if (writer is null)
        {
            builder.RightHandSide().Action(ConditionExpressions.Fires(Context, index));
        }
        else
        {
            builder.Tag(Linked);
            builder.RightHandSide().Action(ConditionExpressions.Writes(Context, writer));
        }

        return builder.Build();
    }

    private static void Match(GroupBuilder when, Condition condition, bool readsContributions)
    {
        ImmutableArray<Condition> parts = Parts(condition);
        ImmutableArray<Condition> derived = readsContributions ? [.. parts.Where(part => RuleStrata.Reads(part).Any())] : [];
        PatternBuilder question = when.Pattern(ConditionExpressions.Question.Type, ConditionExpressions.Question.Name);
        foreach (Condition part in parts.Except(derived))
        {
            question.Condition(ConditionExpressions.Of(part));
        }

        if (derived.IsEmpty)
        {
            return;
        }

        ValueArray<FactName> facts = derived.SelectMany(RuleStrata.Reads).Distinct().Order().ToValueArray();
        PatternBuilder written = when.Pattern(ConditionExpressions.Written.Type, ConditionExpressions.Written.Name);
        AggregateBuilder all = written.Aggregate();
        all.Collect();
        PatternBuilder one = all.Pattern(ConditionExpressions.Contribution.Type, ConditionExpressions.Contribution.Name);
        one.Condition(ConditionExpressions.IsTo(facts));
        one.Condition(ConditionExpressions.IsOfQuestion());
        foreach (Condition part in derived)
        {
            written.Condition(ConditionExpressions.WithWritten(part));
        }
    }

    private static ImmutableArray<Condition> Parts(Condition condition)
    {
        ImmutableArray<Condition> parts = [.. Flat(condition)];
        return parts.Length <= MostParts
            ? parts
            : [.. parts[..(MostParts - 1)], new Condition.All(new ValueArray<Condition>(parts[(MostParts - 1)..]))];
    }

    private static IEnumerable<Condition> Flat(Condition condition) =>
        condition is Condition.All all ? all.Parts.SelectMany(Flat) : [condition];
}

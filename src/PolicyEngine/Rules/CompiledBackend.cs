using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>The default backend: every rule is a flat run of comparisons, and the rules that a resource class can fire are chained beforehand.</summary>
public sealed class CompiledBackend : IRuleSetBackend
{
    private CompiledBackend()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static CompiledBackend Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "compiled";

    /// <inheritdoc/>
    public IRuleSetProgram Compile(RuleSet rules) => new Program(rules);

    private sealed class Program : IRuleSetProgram
    {
        private readonly ImmutableArray<RulePlan> single;
        private readonly RulePlan anyOther;
        private readonly FrozenDictionary<string, RulePlan> anyByClass;
        private readonly ImmutableArray<ImmutableArray<int>> strata;

        public Program(RuleSet rules)
        {
            Rules = rules;
            strata = RuleStrata.Of(rules.Rules.Items);
            single = [.. rules.Rules.Select(rule => RulePlan.Of([rule.When]))];
            anyByClass = Classes(rules).ToFrozenDictionary(name => name, name => Chain(rules, name), StringComparer.Ordinal);
            anyOther = RulePlan.Of([.. rules.Rules.Select(rule => rule.When)]);
        }

        public RuleSet Rules { get; }

        public ImmutableArray<Rule> Ask(RuleQuestion question)
        {
            if (strata.Length > 1)
            {
                return Layered(question);
            }

            int first = Plan(question.Facts).First(question);
            return first < 0 ? [] : From(first, question);
        }

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions)
        {
            ImmutableArray<ImmutableArray<Rule>>.Builder answers = ImmutableArray.CreateBuilder<ImmutableArray<Rule>>(questions.Length);
            foreach (RuleQuestion question in questions)
            {
                answers.Add(Ask(question));
            }

            return answers.MoveToImmutable();
        }

        // The chain of a class ends at the first rule that fires; those before it do not fire, those after it are asked one by one.
        private RulePlan Plan(IFacts facts)
        {
            if (anyByClass.Count > 0)
            {
                FactValue resource = facts.Get(FactName.ActionResource);
                if (!resource.IsAbsent && resource.Kind == FactKind.Text && anyByClass.TryGetValue(resource.AsText, out RulePlan chain))
                {
                    return chain;
                }
            }

            return anyOther;
        }

        private ImmutableArray<Rule> From(int first, RuleQuestion question)
        {
            ImmutableArray<Rule>.Builder fired = ImmutableArray.CreateBuilder<Rule>();
            fired.Add(Rules.Rules[first]);
            for (int index = first + 1; index < single.Length; index++)
            {
                if (single[index].First(question) >= 0)
                {
                    fired.Add(Rules.Rules[index]);
                }
            }

            return fired.ToImmutable();
        }

        private ImmutableArray<Rule> Layered(RuleQuestion question)
        {
            List<int> fired = [];
            foreach (ImmutableArray<int> layer in strata)
            {
                RuleQuestion now = question with { Facts = DerivedFacts.Over(question.Facts, [.. fired.Select(index => Rules.Rules[index])]) };
                fired.AddRange(layer.Where(index => single[index].First(now) >= 0));
            }

            return [.. fired.Order().Select(index => Rules.Rules[index])];
        }

        private static RulePlan Chain(RuleSet rules, string resource) => RulePlan.Of(
            [.. rules.Rules.Select(rule => PartialEvaluation.Given(rule.When, FactName.ActionResource, FactValue.Text(resource)))]);

        private static IEnumerable<string> Classes(RuleSet rules) =>
            rules.Rules.SelectMany(rule => Named(rule.When)).Distinct(StringComparer.Ordinal);

        private static IEnumerable<string> Named(Condition condition) => condition.Match(
            all => all.Parts.SelectMany(Named),
            any => any.Parts.SelectMany(Named),
            not => Named(not.Part),
            test => test is { Comparison: Comparison.Equal, Operand: Operand.Literal { Value: { IsAbsent: false, Kind: FactKind.Text } value } }
                && test.Fact == FactName.ActionResource ? [value.AsText] : []);
    }
}

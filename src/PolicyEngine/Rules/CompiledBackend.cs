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
        private readonly ImmutableArray<Plan> single;
        private readonly Plan anyOther;
        private readonly FrozenDictionary<string, Plan> anyByClass;

        public Program(RuleSet rules)
        {
            Rules = rules;
            single = [.. rules.Rules.Select(rule => Plan.Of([rule.When]))];
            anyByClass = Classes(rules).ToFrozenDictionary(name => name, name => Chain(rules, name), StringComparer.Ordinal);
            anyOther = Plan.Of([.. rules.Rules.Select(rule => rule.When)]);
        }

        public RuleSet Rules { get; }

        public bool AnyFires(IFacts facts)
        {
            if (anyByClass.Count > 0)
            {
                FactValue resource = facts.Get(FactName.ActionResource);
                if (!resource.IsAbsent && resource.Kind == FactKind.Text && anyByClass.TryGetValue(resource.AsText, out Plan chain))
                {
                    return chain.Holds(facts);
                }
            }

            return anyOther.Holds(facts);
        }

        public ImmutableArray<Rule> Fired(IFacts facts)
        {
            ImmutableArray<Rule>.Builder fired = ImmutableArray.CreateBuilder<Rule>();
            for (int index = 0; index < single.Length; index++)
            {
                if (single[index].Holds(facts))
                {
                    fired.Add(Rules.Rules[index]);
                }
            }

            return fired.ToImmutable();
        }

        private static Plan Chain(RuleSet rules, string resource) => Plan.Of(
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

    private readonly record struct Plan(ImmutableArray<PlanStep> Steps, int Entry)
    {
        public static Plan Of(ImmutableArray<Condition> anyOf)
        {
            PlanBuilder builder = new();
            int entry = PlanStep.Never;
            for (int index = anyOf.Length - 1; index >= 0; index--)
            {
                entry = builder.Emit(anyOf[index], PlanStep.Always, entry);
            }

            return new Plan(builder.Steps, entry);
        }

        public bool Holds(IFacts facts)
        {
            ReadOnlySpan<PlanStep> steps = Steps.AsSpan();
            int at = Entry;
            while (at >= 0)
            {
                ref readonly PlanStep step = ref steps[at];
                FactValue fact = facts.Get(step.Fact);
                at = step.Holds(fact, facts) ? step.WhenTrue : step.WhenFalse;
            }

            return at == PlanStep.Always;
        }
    }
}

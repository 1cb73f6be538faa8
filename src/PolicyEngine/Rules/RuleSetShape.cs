using System.Collections.Immutable;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>A rule set with slots where one Mission's own values stood, and those values.</summary>
/// <remarks>Missions of one purpose differ in values and share the shape, so one program serves all of them and a Mission keeps its values only.</remarks>
/// <param name="Rules">The rules with slots.</param>
/// <param name="Slots">The values, by number of the slot.</param>
internal readonly record struct RuleSetShape(RuleSet Rules, ValueArray<FactValue> Slots)
{
    /// <summary>Takes the values out of a rule set.</summary>
    /// <param name="rules">The rules; operands that are the same instance share a slot.</param>
    public static RuleSetShape Of(RuleSet rules)
    {
        SlotWriter writer = new();
        ImmutableArray<Rule>.Builder shaped = ImmutableArray.CreateBuilder<Rule>(rules.Rules.Count);
        foreach (Rule rule in rules.Rules)
        {
            shaped.Add(writer.Take(rule));
        }

        return new RuleSetShape(rules with { Rules = new(shaped.MoveToImmutable()) }, new(writer.Values.ToImmutable()));
    }

    private sealed class SlotWriter
    {
        // Every shape numbers its slots from 0, so the operands that name them are made once.
        private static readonly ImmutableArray<Operand> Names = [.. Enumerable.Range(0, 256).Select(Name)];

        private readonly Dictionary<Operand, Operand> slots = new(64, ReferenceEqualityComparer.Instance);
        private readonly Func<Condition.Test, Condition.Test> take;

        public SlotWriter() => take = Take;

        public ImmutableArray<FactValue>.Builder Values { get; } = ImmutableArray.CreateBuilder<FactValue>(64);

        public Rule Take(Rule rule) => rule with { When = SlotFilling.Tests(rule.When, take), AllowedBy = Take(rule.AllowedBy) };

        private static Operand Name(int number) => new Operand.Reference(FactName.OfSlot(number));

        // A program is chained by resource class, and presence asks for no value: these two stay in the shape.
        private Condition.Test Take(Condition.Test test) =>
            test.Fact == FactName.ActionResource || test.Comparison == Comparison.Present ? test : test with { Operand = Take(test.Operand) };

        private AllowedWords Take(AllowedWords words) => words switch
        {
            AllowedWords.Bounds bounds => new AllowedWords.Bounds(SlotFilling.Tests(bounds.Condition, take)),
            AllowedWords.Interval interval => new AllowedWords.Interval(Take(interval.Start), Take(interval.End)),
            _ => words,
        };

        private Operand Take(Operand operand)
        {
            if (operand is not Operand.Literal { Value: var value })
            {
                return operand;
            }

            if (!slots.TryGetValue(operand, out Operand? slot))
            {
                slot = Values.Count < Names.Length ? Names[Values.Count] : Name(Values.Count);
                slots.Add(operand, slot);
                Values.Add(value);
            }

            return slot;
        }
    }
}

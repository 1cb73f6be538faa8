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
        ValueArray<Rule> shaped = rules.Rules.Select(writer.Take).ToValueArray();
        return new RuleSetShape(rules with { Rules = shaped }, writer.Values.ToValueArray());
    }

    private sealed class SlotWriter
    {
        private readonly Dictionary<Operand, Operand> slots = new(ReferenceEqualityComparer.Instance);

        public List<FactValue> Values { get; } = [];

        public Rule Take(Rule rule) => rule with { When = Take(rule.When), AllowedBy = Take(rule.AllowedBy) };

        private Condition Take(Condition condition) => SlotFilling.Tests(condition, Take);

        // A program is chained by resource class, and presence asks for no value: these two stay in the shape.
        private Condition.Test Take(Condition.Test test) =>
            test.Fact == FactName.ActionResource || test.Comparison == Comparison.Present ? test : test with { Operand = Take(test.Operand) };

        private AllowedWords Take(AllowedWords words) => words.Match<AllowedWords>(
            plain => plain,
            bounds => new AllowedWords.Bounds(Take(bounds.Condition)),
            interval => new AllowedWords.Interval(Take(interval.Start), Take(interval.End)));

        private Operand Take(Operand operand)
        {
            if (operand is not Operand.Literal { Value: var value })
            {
                return operand;
            }

            if (!slots.TryGetValue(operand, out Operand? slot))
            {
                slot = new Operand.Reference(FactName.OfSlot(Values.Count));
                slots.Add(operand, slot);
                Values.Add(value);
            }

            return slot;
        }
    }
}

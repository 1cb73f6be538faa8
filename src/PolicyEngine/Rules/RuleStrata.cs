using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>The order that derived facts need: a rule that reads one stands after all rules that write it.</summary>
/// <remarks>With it every engine gives one answer in any order of firing, and no fact is read before it is complete.</remarks>
internal static class RuleStrata
{
    /// <summary>The indexes of the rules, layer by layer; one layer when no rule reads a derived fact.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="InvalidOperationException">Rules feed each other in a circle; an entry with a circle does not load.</exception>
    public static ImmutableArray<ImmutableArray<int>> Of(ImmutableArray<Rule> rules)
    {
        Walk walk = new(rules);
        for (int index = 0; index < rules.Length; index++)
        {
            if (walk.Depth(index) < 0)
            {
                throw new InvalidOperationException(
                    $"Rules feed each other in a circle: {string.Join(", ", Circle(rules).Select(rule => rule.Id))}");
            }
        }

        return
        [
            .. Enumerable.Range(0, rules.Length).GroupBy(walk.Depth).OrderBy(layer => layer.Key).Select(layer => layer.ToImmutableArray()),
        ];
    }

    /// <summary>The rules of the first circle, in the order in which they feed each other; empty when there is none.</summary>
    /// <param name="rules">The rules.</param>
    public static ImmutableArray<Rule> Circle(ImmutableArray<Rule> rules)
    {
        Walk walk = new(rules);
        for (int index = 0; index < rules.Length; index++)
        {
            if (walk.Depth(index) < 0)
            {
                List<int> path = walk.Path;
                return [.. path.SkipWhile(rule => rule != path[^1]).Skip(1).Reverse().Select(rule => rules[rule])];
            }
        }

        return [];
    }

    /// <summary>The derived facts that a condition reads.</summary>
    /// <param name="condition">The condition.</param>
    public static IEnumerable<FactName> Reads(Condition condition) =>
        RuleReach.Facts(condition).Where(fact => fact.Scope == FactScope.Derived).Distinct();

    // Each rule is looked at once, so that an entry whose rules all read all others does not take for ever to load.
    private sealed class Walk(ImmutableArray<Rule> rules)
    {
        private readonly int[] depths = [.. Enumerable.Repeat(-1, rules.Length)];

        private readonly ILookup<FactName, int> writers = rules.Select((rule, index) => (rule.Outcome.Writes, index))
            .Where(rule => rule.Writes is not null)
            .ToLookup(rule => rule.Writes!.Value, rule => rule.index);

        public List<int> Path { get; } = [];

        // How many layers stand before the rule; below zero for a rule on a circle, which then ends the path that led to it.
        public int Depth(int index)
        {
            if (depths[index] >= 0)
            {
                return depths[index];
            }

            bool isCircle = Path.Contains(index);
            Path.Add(index);
            if (isCircle)
            {
                return -1;
            }

            int depth = 0;
            foreach (int writer in Reads(rules[index].When).SelectMany(name => writers[name]).Distinct())
            {
                int before = Depth(writer);
                if (before < 0)
                {
                    return before;
                }

                depth = Math.Max(depth, before + 1);
            }

            Path.RemoveAt(Path.Count - 1);
            return depths[index] = depth;
        }
    }
}

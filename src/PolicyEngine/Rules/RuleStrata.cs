using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>The order that derived facts need: a rule that reads one stands after all rules that write it.</summary>
/// <remarks>With it every engine gives one answer, whatever order it fires rules in, and no fact is read before it is complete.</remarks>
internal static class RuleStrata
{
    /// <summary>The indexes of the rules, layer by layer; one layer when no rule reads a derived fact.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="InvalidOperationException">Rules feed each other in a circle; an entry with a circle does not load.</exception>
    public static ImmutableArray<ImmutableArray<int>> Of(ImmutableArray<Rule> rules)
    {
        int[] depths = new int[rules.Length];
        Dictionary<FactName, List<int>> writers = Writers(rules);
        for (int index = 0; index < rules.Length; index++)
        {
            depths[index] = Depth(rules, writers, index, []);
        }

        return [.. depths.Select((depth, index) => (depth, index)).GroupBy(rule => rule.depth).OrderBy(layer => layer.Key)
            .Select(layer => layer.Select(rule => rule.index).ToImmutableArray())];
    }

    /// <summary>The rules of the first circle, in the order in which they feed each other; empty when there is none.</summary>
    /// <param name="rules">The rules.</param>
    public static ImmutableArray<Rule> Circle(ImmutableArray<Rule> rules)
    {
        Dictionary<FactName, List<int>> writers = Writers(rules);
        for (int index = 0; index < rules.Length; index++)
        {
            List<int> path = [];
            if (Depth(rules, writers, index, path) < 0)
            {
                return [.. path.SkipWhile(rule => rule != path[^1]).Skip(1).Reverse().Select(rule => rules[rule])];
            }
        }

        return [];
    }

    /// <summary>The derived facts that a condition reads.</summary>
    /// <param name="condition">The condition.</param>
    public static IEnumerable<FactName> Reads(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Reads),
        any => any.Parts.SelectMany(Reads),
        not => Reads(not.Part),
        test => new[] { test.Fact, test.Operand.Match(_ => test.Fact, reference => reference.Fact) }.Where(fact => fact.Scope == FactScope.Derived).Distinct());

    private static Dictionary<FactName, List<int>> Writers(ImmutableArray<Rule> rules)
    {
        Dictionary<FactName, List<int>> writers = [];
        for (int index = 0; index < rules.Length; index++)
        {
            if (rules[index].Outcome.Writes is { } name)
            {
                (writers.TryGetValue(name, out List<int>? known) ? known : writers[name] = []).Add(index);
            }
        }

        return writers;
    }

    // How many layers stand before the rule; below zero for a rule on a circle, which then ends the path that led to it.
    private static int Depth(ImmutableArray<Rule> rules, Dictionary<FactName, List<int>> writers, int index, List<int> path)
    {
        bool isCircle = path.Contains(index);
        path.Add(index);
        if (isCircle)
        {
            return -1;
        }

        int depth = 0;
        foreach (int writer in Reads(rules[index].When).SelectMany(name => writers.GetValueOrDefault(name) ?? []).Distinct())
        {
            int before = Depth(rules, writers, writer, path);
            if (before < 0)
            {
                return before;
            }

            depth = Math.Max(depth, before + 1);
        }

        path.RemoveAt(path.Count - 1);
        return depth;
    }
}

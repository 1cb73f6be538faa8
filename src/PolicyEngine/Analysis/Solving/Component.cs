using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Facts that tests compare with each other, and everything that is said about them.</summary>
/// <param name="Facts">The facts, in the order in which values are chosen.</param>
/// <param name="Literals">The tests.</param>
internal sealed record Component(ImmutableArray<FactName> Facts, ImmutableArray<Literal> Literals)
{
    public static IEnumerable<Component> Of(ImmutableArray<Literal> cube)
    {
        List<(HashSet<FactName> Facts, List<Literal> Literals)> groups = [];
        foreach (Literal literal in cube)
        {
            (HashSet<FactName> Facts, List<Literal> Literals) merged = ([.. literal.Facts], [literal]);
            foreach ((HashSet<FactName> Facts, List<Literal> Literals) group in groups.Where(group => group.Facts.Overlaps(merged.Facts)).ToArray())
            {
                merged.Facts.UnionWith(group.Facts);
                merged.Literals.InsertRange(0, group.Literals);
                groups.Remove(group);
            }

            groups.Add(merged);
        }

        return groups.Select(group => new Component([.. group.Facts.OrderBy(Rank).ThenBy(fact => fact)], [.. group.Literals]));
    }

    // What others are compared with comes first: then every later test has a known operand.
    private static int Rank(FactName fact) => fact.Scope switch
    {
        FactScope.Params => 0,
        FactScope.Subject => 1,
        _ => 2,
    };
}

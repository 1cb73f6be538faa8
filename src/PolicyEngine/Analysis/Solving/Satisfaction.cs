using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Whether a condition can hold, by branching over its tests and then over the cells of the facts.</summary>
/// <remarks>
/// Every step is deterministic. A condition that holds is shown by values that <paramref name="accept"/> took;
/// a condition that cannot hold is only called so when no branch was cut short and every list of candidates was complete.
/// </remarks>
/// <param name="space">What each fact may be.</param>
/// <param name="accept">Takes the values, or refuses them, and then the search goes on.</param>
internal sealed class Satisfaction(Func<FactName, FactDomain> space, Func<IReadOnlyDictionary<FactName, FactValue>, bool> accept)
{
    private const int MostBranches = 20_000;
    private const int MostValues = 100_000;
    private const int MostModels = 200;
    private int branches;
    private int models;
    private bool isComplete = true;

    /// <summary>Answers.</summary>
    /// <returns>True: values were accepted. False: there are none. Null: not known.</returns>
    public bool? Find(Condition condition)
    {
        bool isFound = Branch(PartialEvaluation.OfShared(condition, _ => null), []);
        return isFound && models <= MostModels ? true : isComplete ? false : null;
    }

    private bool Branch(Condition open, ImmutableArray<Literal> cube)
    {
        if (open == Condition.Never)
        {
            return false;
        }

        if (++branches > MostBranches)
        {
            isComplete = false;
            return false;
        }

        if (open == Condition.Always)
        {
            ImmutableArray<Component> components = [.. Component.Of(cube)];
            return AreFeasible(components) && Model(components, 0, []);
        }

        Literal next = First(open, holds: true);
        return Take(open, cube, next) || Take(open, cube, next with { Holds = !next.Holds });
    }

    private bool Take(Condition open, ImmutableArray<Literal> cube, Literal next) =>
        !cube.Any(next.Contradicts)
        && Branch(PartialEvaluation.OfShared(open, test => test == next.Test ? next.Holds : null), cube.Add(next));

    // The first test, with the truth that leads towards the condition.
    private static Literal First(Condition condition, bool holds) => condition.Match(
        all => First(Next(all.Parts), holds),
        any => First(Next(any.Parts), holds),
        not => First(not.Part, !holds),
        test => new Literal(test, holds));

    // A part that is a single test decides most.
    private static Condition Next(Vocabulary.ValueArray<Condition> parts) =>
        parts.FirstOrDefault(part => part is Condition.Test or Condition.Not { Part: Condition.Test }) ?? parts[0];

    // Facts of different components do not meet, so that one component without values refutes the branch, whatever is known of the others.
    private bool AreFeasible(ImmutableArray<Component> components)
    {
        bool isKnown = true;
        foreach (Component component in components)
        {
            bool? isFeasible = new ComponentValues(component, space, MostValues).IsFeasible();
            if (isFeasible == false)
            {
                return false;
            }

            isKnown &= isFeasible == true;
        }

        isComplete &= isKnown;
        return isKnown;
    }

    private bool Model(ImmutableArray<Component> components, int index, Dictionary<FactName, FactValue> model) => index == components.Length
        ? Accepted(model)
        : new ComponentValues(components[index], space, MostValues).All(chosen => Model(components, index + 1, Joined(model, chosen)));

    private static Dictionary<FactName, FactValue> Joined(Dictionary<FactName, FactValue> model, Dictionary<FactName, FactValue> chosen) => new([.. model, .. chosen]);

    private bool Accepted(Dictionary<FactName, FactValue> model)
    {
        if (++models <= MostModels && accept(model))
        {
            return true;
        }

        // The values were refused for a reason that the tests do not know of.
        isComplete = false;
        return models > MostModels;
    }
}

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
    private const int MostValues = 200_000;
    private int branches;
    private int values;
    private bool isComplete = true;

    /// <summary>Answers.</summary>
    /// <returns>True: values were accepted. False: there are none. Null: not known.</returns>
    public bool? Find(Condition condition) => Branch(condition, []) ? true : isComplete ? false : null;

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
            return Model([.. Component.Of(cube)], 0, []);
        }

        Literal next = First(open, holds: true);
        return Take(open, cube, next) || Take(open, cube, next with { Holds = !next.Holds });
    }

    private bool Take(Condition open, ImmutableArray<Literal> cube, Literal next) =>
        !cube.Any(next.Contradicts)
        && Branch(PartialEvaluation.Given(open, test => test == next.Test ? next.Holds : null), cube.Add(next));

    // The first test, with the truth that leads towards the condition.
    private static Literal First(Condition condition, bool holds) => condition.Match(
        all => First(Next(all.Parts), holds),
        any => First(Next(any.Parts), holds),
        not => First(not.Part, !holds),
        test => new Literal(test, holds));

    // A part that is a single test decides most.
    private static Condition Next(Vocabulary.ValueArray<Condition> parts) =>
        parts.FirstOrDefault(part => part is Condition.Test or Condition.Not { Part: Condition.Test }) ?? parts[0];

    private bool Model(ImmutableArray<Component> components, int index, Dictionary<FactName, FactValue> model) => index == components.Length
        ? Accepted(model)
        : Assign(components, index, 0, model);

    private bool Accepted(Dictionary<FactName, FactValue> model)
    {
        if (accept(model))
        {
            return true;
        }

        // The values were refused for a reason that the tests do not know of.
        isComplete = false;
        return false;
    }

    private bool Assign(ImmutableArray<Component> components, int index, int at, Dictionary<FactName, FactValue> model)
    {
        Component component = components[index];
        if (at == component.Facts.Length)
        {
            return Model(components, index + 1, model);
        }

        FactName fact = component.Facts[at];
        Candidates candidates = CandidateValues.Of(component, fact, model, space);
        isComplete &= candidates.IsComplete;
        Literal[] decided = [.. component.Literals.Where(literal => literal.Facts.Contains(fact) && literal.Facts.All(f => f == fact || model.ContainsKey(f)))];
        foreach (FactValue value in candidates.Values)
        {
            if (++values > MostValues)
            {
                isComplete = false;
                break;
            }

            model[fact] = value;
            if (decided.All(literal => literal.IsMet(model)) && Assign(components, index, at + 1, model))
            {
                return true;
            }
        }

        model.Remove(fact);
        return false;
    }
}

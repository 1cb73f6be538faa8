using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Chooses values for the facts of one component, fact by fact.</summary>
/// <param name="component">The component.</param>
/// <param name="space">What each fact may be.</param>
/// <param name="most">How many values may be tried.</param>
internal sealed class ComponentValues(Component component, Func<FactName, FactDomain> space, int most)
{
    private readonly Dictionary<FactName, FactValue> model = [];
    private bool isComplete = true;
    private int tried;

    /// <summary>Whether all tests can hold together; null when that is not known.</summary>
    public bool? IsFeasible() => Choose(0, _ => true) ? true : isComplete ? false : null;

    /// <summary>Offers every choice until one is taken.</summary>
    public bool All(Func<Dictionary<FactName, FactValue>, bool> take) => Choose(0, take);

    private bool Choose(int at, Func<Dictionary<FactName, FactValue>, bool> take)
    {
        if (at == component.Facts.Length)
        {
            return take(model);
        }

        FactName fact = component.Facts[at];
        Candidates candidates = CandidateValues.Of(component, fact, model, space);
        isComplete &= candidates.IsComplete;
        Literal[] decided = [.. component.Literals.Where(literal => literal.Facts.Contains(fact) && literal.Facts.All(f => f == fact || model.ContainsKey(f)))];
        foreach (FactValue value in candidates.Values)
        {
            if (++tried > most)
            {
                isComplete = false;
                break;
            }

            model[fact] = value;
            if (decided.All(literal => literal.IsMet(model)) && Choose(at + 1, take))
            {
                return true;
            }
        }

        model.Remove(fact);
        return false;
    }
}

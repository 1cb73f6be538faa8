using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>A prepared rule set.</summary>
public interface IRuleSetProgram
{
    /// <summary>The rules it was made from.</summary>
    RuleSet Rules { get; }

    /// <summary>Whether any rule fires; the fast path, which allocates nothing in the compiled backend.</summary>
    /// <param name="facts">The facts.</param>
    bool AnyFires(IFacts facts);

    /// <summary>Every rule that fires, in the order of the set; never stops at the first.</summary>
    /// <param name="facts">The facts.</param>
    ImmutableArray<Rule> Fired(IFacts facts);
}

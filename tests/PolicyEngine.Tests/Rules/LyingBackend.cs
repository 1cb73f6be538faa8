using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>A compiled backend that does not say what it found, for some rule sets.</summary>
/// <param name="about">The rule sets that it lies about.</param>
/// <param name="lie">From the rules that fire and those of the set to the answer.</param>
internal sealed class LyingBackend(Func<RuleSet, bool> about, Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>> lie) : IRuleSetBackend
{
    public string Name => "lying";

    /// <summary>One rule never fires: the first of those that do.</summary>
    public static ImmutableArray<Rule> Silent(ImmutableArray<Rule> fired, RuleSet rules) => fired.IsEmpty ? fired : fired.RemoveAt(0);

    /// <summary>One rule too many fires: the first of those that do not.</summary>
    public static ImmutableArray<Rule> Loud(ImmutableArray<Rule> fired, RuleSet rules)
    {
        HashSet<Rule> all = [.. fired];
        return rules.Rules.FirstOrDefault(rule => all.Add(rule)) is null ? fired : [.. rules.Rules.Where(all.Contains)];
    }

    /// <summary>Nothing fires: what is asked is inside.</summary>
    public static ImmutableArray<Rule> Nothing(ImmutableArray<Rule> fired, RuleSet rules) => [];

    /// <summary>There is no answer at all.</summary>
    public static ImmutableArray<Rule> Missing(ImmutableArray<Rule> fired, RuleSet rules) => default;

    /// <summary>The backend fails.</summary>
    public static ImmutableArray<Rule> Throws(ImmutableArray<Rule> fired, RuleSet rules) => throw new TimeoutException("secret value");

    public IRuleSetProgram Compile(RuleSet rules) => about(rules) ? new Program(CompiledBackend.Instance.Compile(rules), lie) : CompiledBackend.Instance.Compile(rules);

    private sealed class Program(IRuleSetProgram honest, Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>> lie) : IRuleSetProgram
    {
        public RuleSet Rules => honest.Rules;

        public ImmutableArray<Rule> Ask(RuleQuestion question) => lie(honest.Ask(question), Rules);

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. questions.Select(Ask)];
    }
}

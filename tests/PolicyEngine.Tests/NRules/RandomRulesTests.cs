using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>The tree walk, the compiled plan, NRules and both together fire the same rules of random rule sets; so does NRules on generated
/// code, which is asked some of them.</summary>
/// <remarks><c>RULE_SETS=100000</c> asks that many sets; without it two thousand are asked. A failure names its seed, and the same seed is
/// the same set.</remarks>
public sealed class RandomRulesTests
{
    private const int Usual = 2_000;

    private const int QuestionsASet = 6;

    private readonly Alarms alarms = new();

    private long firings;

    [Fact]
    public void Every_engine_fires_the_same_rules()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("RULE_SETS"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;
        NRulesBackend nrules = new(alarms, mostNetworks: 16);
        NRulesBackend generated = new(alarms, mostNetworks: 16, rules => new RuleNetwork(RuleTranslation.Of(rules), new GeneratedCode()));
        IRuleSetBackend[] backends = [new TreeBackend(), CompiledBackend.Instance, nrules, new AgreeingBackend(nrules, CompiledBackend.Instance, alarms)];
        ConcurrentQueue<string> failures = new();
        Parallel.For(0, count, (seed, state) =>
        {
            if (Difference(seed, seed % 20 == 0 ? [.. backends, generated] : backends) is { } difference)
            {
                failures.Enqueue($"seed {seed}: {difference}");
                state.Stop();
            }
        });
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
        Assert.Empty(alarms.Raised);
        Assert.InRange(firings, count, long.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} rule sets, {count * QuestionsASet} questions, {firings} firings");
    }

    private string? Difference(int seed, IRuleSetBackend[] backends)
    {
        RandomRules random = new(seed);
        RuleSet rules = random.Set();
        ImmutableArray<RuleQuestion> questions = [.. Enumerable.Range(0, QuestionsASet).Select(_ => random.Question())];
        ImmutableArray<Rule>[] expected = [.. questions.Select(question => ConditionEvaluator.Fired(rules, question))];
        Interlocked.Add(ref firings, expected.Sum(fired => fired.Length));
        foreach (IRuleSetBackend backend in backends)
        {
            IRuleSetProgram program = backend.Compile(rules);
            ImmutableArray<ImmutableArray<Rule>> together = program.AskAll(questions);
            for (int index = 0; index < questions.Length; index++)
            {
                ImmutableArray<Rule> alone = program.Ask(questions[index]);
                if (!expected[index].SequenceEqual(alone) || !expected[index].SequenceEqual(together[index]))
                {
                    return $"question {index}: expected {Ids(expected[index])}, {backend.Name} gave {Ids(alone)} alone and {Ids(together[index])} together";
                }
            }
        }

        return null;
    }

    private static string Ids(ImmutableArray<Rule> fired) => $"[{string.Join(' ', fired.Select(rule => rule.Id))}]";
}

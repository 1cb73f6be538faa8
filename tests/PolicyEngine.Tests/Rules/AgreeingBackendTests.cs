using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>Two backends, one answer, or none.</summary>
public sealed class AgreeingBackendTests
{
    private static readonly RuleSet Rules = new("set",
    [
        PlainRules.Rule("large", When.Is(PlainRules.X, Comparison.Over, FactValue.Number(10))),
        PlainRules.Rule("odd", When.Is(PlainRules.X, Comparison.Equal, FactValue.Number(13))),
        PlainRules.Rule("small", When.Is(PlainRules.X, Comparison.Under, FactValue.Number(5))),
    ]);

    private readonly Alarms alarms = new();

    [Fact]
    public void A_disagreement_names_the_set_and_both_answers()
    {
        Assert.True(RulesFault.Is(Both(LyingBackend.Silent).Ask(Question(13))));
        RulesDisagreement alarm = Assert.Single(alarms.Raised);
        Assert.Equal(("both", "set", null, null), (alarm.Backend, alarm.RuleSet, alarm.DecidingFailure, alarm.CheckingFailure));
        Assert.Equal((["odd"], ["large", "odd"]), (alarm.Decided, alarm.Checked));
        Assert.StartsWith("sha-256:", alarm.RuleSetDigest, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_tells_versions_of_a_set_apart()
    {
        RuleSet changed = Rules with { Rules = [.. Rules.Rules.Select(rule => rule with { When = When.Not(rule.When) })] };
        RuleSet unpaired = new("set", [PlainRules.Rule("r", When.Is(PlainRules.X, Comparison.StartsWith, FactValue.Text("\ud800")))]);
        foreach (RuleSet rules in new[] { Rules, Rules, changed, unpaired })
        {
            new AgreeingBackend(Lying(LyingBackend.Throws), CompiledBackend.Instance, alarms).Compile(rules).Ask(Question(13));
        }

        string[] digests = [.. alarms.Raised.Select(alarm => alarm.RuleSetDigest)];
        Assert.Equal((4, 3, digests[0]), (digests.Length, digests.Distinct().Count(), digests[1]));
    }

    [Fact]
    public void Either_backend_that_lies_or_throws_is_a_fault()
    {
        foreach (var lie in new Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>>[]
            { LyingBackend.Silent, LyingBackend.Loud, LyingBackend.Nothing, LyingBackend.Missing, LyingBackend.Throws, (fired, _) => [.. fired.Reverse()], (_, _) => [null!] })
        {
            foreach (bool isDeciding in new[] { true, false })
            {
                int before = alarms.Raised.Count;
                Assert.True(RulesFault.Is(Both(lie, isDeciding).Ask(Question(13))));
                Assert.Equal(before + 1, alarms.Raised.Count);
                Assert.All(Both(lie, isDeciding).AskAll([Question(13)]), answer => Assert.True(RulesFault.Is(answer)));
                Assert.Equal(before + 2, alarms.Raised.Count);
            }
        }

        Assert.DoesNotContain(alarms.Raised, alarm => alarm.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.Equal((2, 2), (alarms.Raised.Count(alarm => alarm.DecidingFailure == "TimeoutException"), alarms.Raised.Count(alarm => alarm.CheckingFailure == "TimeoutException")));
    }

    [Fact]
    public void In_one_pass_only_the_questions_in_doubt_are_faults()
    {
        ImmutableArray<ImmutableArray<Rule>> answers = Both(LyingBackend.Silent).AskAll([Question(7), Question(13), Question(1), Question(8)]);
        Assert.Equal([false, true, true, false], answers.Select(RulesFault.Is));
        Assert.Empty(answers[0]);
        Assert.Equal(2, alarms.Raised.Count);
    }

    [Fact]
    public void Answers_without_a_question_and_questions_without_an_answer_are_faults()
    {
        foreach (int answers in new[] { 0, 1 })
        {
            IRuleSetProgram program = new AgreeingBackend(new ShortBackend(answers), CompiledBackend.Instance, alarms).Compile(Rules);
            ImmutableArray<ImmutableArray<Rule>> given = program.AskAll([Question(7), Question(7)]);
            Assert.Equal(2, given.Length);
            Assert.Equal(2 - answers, given.Count(RulesFault.Is));
        }
    }

    [Fact]
    public void A_fault_that_a_backend_reported_itself_is_not_reported_again()
    {
        Assert.True(RulesFault.Is(Both((_, _) => RulesFault.Answer).Ask(Question(7))));
        Assert.True(RulesFault.Is(Both((_, _) => RulesFault.Answer, isDeciding: false).Ask(Question(13))));
        Assert.Empty(alarms.Raised);
    }

    [Fact]
    public void Where_they_agree_the_answer_is_given_and_nothing_is_reported()
    {
        foreach (int number in new[] { 1, 7, 11, 13 })
        {
            RuleQuestion question = Question(number);
            Assert.Equal(ConditionEvaluator.Fired(Rules, question), Both((fired, _) => fired).Ask(question));
        }

        Assert.Empty(alarms.Raised);
    }

    [Fact]
    public void An_observer_that_throws_does_not_change_the_refusal()
    {
        IRuleSetProgram program = new AgreeingBackend(Lying(LyingBackend.Silent), CompiledBackend.Instance, new ThrowingObserver()).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(Question(13))));
    }

    private static LyingBackend Lying(Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>> lie) => new(_ => true, lie);

    private static RuleQuestion Question(int number) => new(PlainRules.Facts(("x", FactValue.Number(number))));

    private IRuleSetProgram Both(Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>> lie, bool isDeciding = true) => isDeciding
        ? new AgreeingBackend(Lying(lie), CompiledBackend.Instance, alarms).Compile(Rules)
        : new AgreeingBackend(CompiledBackend.Instance, Lying(lie), alarms).Compile(Rules);

    private sealed class ThrowingObserver : IRulesObserver
    {
        public void Faulted(RulesDisagreement disagreement) => throw new InvalidOperationException("the alarm is broken");
    }

    private sealed class ShortBackend(int answers) : IRuleSetBackend
    {
        public string Name => "short";

        public IRuleSetProgram Compile(RuleSet rules) => new Program(rules, answers);

        private sealed class Program(RuleSet rules, int answers) : IRuleSetProgram
        {
            public RuleSet Rules => rules;

            public ImmutableArray<Rule> Ask(RuleQuestion question) => [];

            public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. Enumerable.Repeat(ImmutableArray<Rule>.Empty, answers)];
        }
    }
}

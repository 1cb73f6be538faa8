using System.Collections.Immutable;
using System.Linq.Expressions;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using NRules.RuleModel;
using NRules.RuleModel.Builders;
using RuleSet = MissionPolicy.Engine.Rules.RuleSet;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>What NRules cannot answer is refused and reported; nothing of it is left for the next question.</summary>
public sealed class NRulesFaultTests
{
    private static readonly RuleSet Rules = new("faulty", [PlainRules.Rule("first", AtLeast(1)), PlainRules.Rule("second", AtLeast(2))]);

    private readonly Alarms alarms = new();

    [Fact]
    public void A_condition_that_throws_is_a_fault_that_names_the_exception_and_no_value()
    {
        IRuleSetProgram program = new NRulesBackend(alarms).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(new RuleQuestion(new ThrowingFacts()))));
        RulesDisagreement alarm = Assert.Single(alarms.Raised);
        Assert.Equal(("nrules", "faulty", "TimeoutException", null), (alarm.Backend, alarm.RuleSet, alarm.DecidingFailure, alarm.CheckingFailure));
        Assert.DoesNotContain("secret", alarm.ToString(), StringComparison.Ordinal);
        Assert.Equal(["first", "second"], Ids(program.Ask(Question(3))));
    }

    [Fact]
    public void One_question_that_throws_makes_the_whole_pass_a_fault()
    {
        ImmutableArray<ImmutableArray<Rule>> answers = new NRulesBackend(alarms).Compile(Rules).AskAll([Question(3), new RuleQuestion(new ThrowingFacts()), Question(0)]);
        Assert.Equal(3, answers.Length);
        Assert.All(answers, answer => Assert.True(RulesFault.Is(answer)));
        Assert.Single(alarms.Raised);
    }

    [Fact]
    public void A_session_that_threw_is_not_seen_again()
    {
        RuleNetwork network = new(RuleTranslation.Of(Rules), new ClosureCompiler());
        network.Ask([new Question(Question(3))]);
        Assert.Equal(1, network.Sessions.Count);
        Assert.ThrowsAny<Exception>(() => network.Ask([new Question(new RuleQuestion(new ThrowingFacts()))]));
        Assert.Equal(0, network.Sessions.Count);
        Question asked = new(Question(1));
        network.Ask([asked]);
        Assert.Equal(["first"], Ids(asked.Answer(Rules)));
    }

    [Fact]
    public void A_rule_that_feeds_itself_spends_the_limit_and_is_refused()
    {
        IRuleSetProgram program = new NRulesBackend(alarms, 1, _ => new RuleNetwork([SelfFeeding()], new GeneratedCode())).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(Question(3))));
        Assert.All(program.AskAll([Question(3), Question(4)]), answer => Assert.True(RulesFault.Is(answer)));
        Assert.Equal(["RuleLimitException", "RuleLimitException"], alarms.Raised.Select(alarm => alarm.DecidingFailure));
    }

    [Fact]
    public void An_expression_of_an_unknown_kind_is_not_compiled_and_the_question_is_refused()
    {
        IRuleSetProgram program = new NRulesBackend(alarms, 1, _ => new RuleNetwork([SelfFeeding()], new ClosureCompiler())).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(Question(3))));
        Assert.Equal("NotSupportedException", Assert.Single(alarms.Raised).DecidingFailure);
    }

    [Fact]
    public void A_rule_that_fires_twice_for_one_question_is_refused()
    {
        IRuleSetProgram program = new NRulesBackend(alarms, 1, Twice).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(Question(3))));
        Assert.Empty(program.Ask(Question(0)));
    }

    [Fact]
    public void An_observer_that_throws_does_not_change_the_refusal()
    {
        IRuleSetProgram program = new NRulesBackend(new ThrowingObserver()).Compile(Rules);
        Assert.True(RulesFault.Is(program.Ask(new RuleQuestion(new ThrowingFacts()))));
    }

    private static Condition AtLeast(int number) => When.Is(PlainRules.X, Comparison.AtLeast, FactValue.Number(number));

    private static RuleQuestion Question(int number) => new(PlainRules.Facts(("x", FactValue.Number(number))));

    private static IEnumerable<string> Ids(ImmutableArray<Rule> fired) => fired.Select(rule => rule.Id);

    private static RuleNetwork Twice(RuleSet rules) => new([.. RuleTranslation.Of(rules), RuleTranslation.Of(rules)[0]], new ClosureCompiler());

    private static IRuleDefinition SelfFeeding()
    {
        RuleBuilder builder = new();
        builder.Name("again");
        builder.LeftHandSide().Pattern(typeof(Question), "question");
        builder.RightHandSide().Action((Expression<Action<IContext, Question>>)((context, question) => context.Update(question)));
        return builder.Build();
    }

    private sealed class ThrowingObserver : IRulesObserver
    {
        public void Faulted(RulesDisagreement disagreement) => throw new InvalidOperationException("the alarm is broken");
    }
}

using System.Linq.Expressions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using NRules.RuleModel;
using NRules.RuleModel.Builders;
using RuleSet = MissionPolicy.Engine.Rules.RuleSet;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>What rules become.</summary>
public sealed class RuleTranslationTests
{
    private static readonly RuleSet[] Samples =
    [
        SomeMission.Meeting.Rules, SomeMission.Meeting.Resume.Rules, SomeMission.Compiled.Boundary.Program.Rules, SomeMission.Compiled.Projection.Program.Rules,
        EnvelopeRules.Of(SomeMission.Envelope), PlainRules.Derived,
    ];

    [Fact]
    public void Every_expression_is_made_of_calls_and_or_not_constants_and_parameters()
    {
        foreach (RuleSet rules in Samples.Concat(Enumerable.Range(0, 500).Select(seed => new RandomRules(seed).Set())))
        {
            Assert.All(RuleTranslation.Of(rules), definition => Assert.Empty(LambdaInspector.Foreign(definition)));
        }
    }

    [Fact]
    public void The_inspector_finds_what_NRules_compares_wrongly()
    {
        RuleBuilder builder = new();
        builder.Name("type test");
        builder.LeftHandSide().Pattern(typeof(object), "fact").Condition((Expression<Func<object, bool>>)(fact => fact is string));
        builder.RightHandSide().Action((Expression<Action<IContext, object>>)((context, fact) => context.Update(fact)));
        Assert.Equal("TypeIs", Assert.Single(LambdaInspector.Foreign(builder.Build())).Split(':')[0]);
    }

    [Fact]
    public void A_definition_carries_the_rule_with_its_position()
    {
        RuleSet rules = SomeMission.Meeting.Rules;
        Assert.Equal(rules.Rules, RuleTranslation.Of(rules).Select(definition => (Rule)definition.Properties[RuleTranslation.Source]!));
    }

    [Fact]
    public void A_list_of_three_thousand_parts_is_asked_without_a_deep_stack()
    {
        Condition[] tests = [.. Enumerable.Range(0, 3_000).Select(number => When.Is(PlainRules.X, Comparison.Over, FactValue.Number(number)))];
        RuleSet rules = new("long", [PlainRules.Rule("all", When.All(tests)), PlainRules.Rule("any", When.Any(tests))]);
        IRuleSetProgram program = new NRulesBackend(NoAlarm.Instance).Compile(rules);
        string? answer = null;
        Thread small = new(() => answer = Ids(program, 3_000) + Ids(program, 2_999) + Ids(program, 0), maxStackSize: 256 * 1024);
        small.Start();
        small.Join();
        Assert.Equal("all any|any||", answer);
    }

    [Fact]
    public void Equal_parts_of_rules_share_a_node()
    {
        Condition shared = When.Is(PlainRules.X, Comparison.Over, FactValue.Number(1));
        RuleSet rules = new("shared", [.. Enumerable.Range(0, 5).Select(index => PlainRules.Rule($"r{index}", When.All(shared, Is(index))))]);
        Assert.Equal(6, new RuleNetwork(RuleTranslation.Of(rules), new ClosureCompiler()).Graph().Nodes.Count(node => node.NodeType == global::NRules.Diagnostics.NodeType.Selection));
    }

    private static Condition Is(int number) => When.Is(FactName.Attribute("y"), Comparison.Equal, FactValue.Number(number));

    private static string Ids(IRuleSetProgram program, int number) => string.Join(' ', program
        .Ask(new RuleQuestion(PlainRules.Facts(("x", FactValue.Number(number))))).Select(rule => rule.Id)) + "|";
}

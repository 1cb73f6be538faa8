using System.Collections.Immutable;
using CsCheck;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>What every backend owes; a new one derives a class from this and names itself.</summary>
public abstract class BackendConformance
{
    /// <summary>The backend under test.</summary>
    private protected abstract IRuleSetBackend Backend { get; }

    public static TheoryData<string> Comparisons => [.. Enum.GetNames<Comparison>()];

    [Fact]
    public void It_has_a_name() => Assert.NotEmpty(Backend.Name);

    [Fact]
    public void A_program_knows_the_rules_it_was_made_from()
    {
        RuleSet rules = EnvelopeRules.Of(SomeMission.Envelope);
        Assert.Same(rules, Backend.Compile(rules).Rules);
    }

    [Fact]
    public void No_rule_never_fires()
    {
        IRuleSetProgram program = Backend.Compile(new RuleSet("none", []));
        Assert.Empty(program.Ask(new RuleQuestion(SomeMission.Read)));
        Assert.Empty(program.AskAll([new RuleQuestion(SomeMission.Read)]).Single());
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Every_comparison_means_what_the_language_says(string name)
    {
        Comparison comparison = Enum.Parse<Comparison>(name);
        Gen.Select(Gen.Enum<FactKind>().SelectMany(GenFacts.Hostile), Gen.Enum<FactKind>().SelectMany(GenFacts.Hostile), Gen.Bool).Sample(
            (fact, operand, negate) =>
            {
                Condition test = When.Is(FactName.Attribute("x"), comparison, operand);
                Same(new RuleSet("one", [Rule("r", negate ? When.Not(test) : test)]), SomeMission.Read with { Attributes = [new AttributeValue("x", fact)] });
            },
            iter: 1_000);
    }

    [Fact]
    public void An_operand_can_be_another_fact()
    {
        RuleSet rules = new("ref", [Rule("r", new Condition.Test(FactName.Attribute("x"), Comparison.Equal, new Operand.Reference(FactName.Attribute("y"))))]);
        foreach ((string x, string y) in new[] { ("a", "a"), ("a", "b") })
        {
            Same(rules, SomeMission.Read with { Attributes = [new AttributeValue("x", FactValue.Text(x)), new AttributeValue("y", FactValue.Text(y))] });
        }
    }

    [Fact]
    public void Empty_groups_and_nested_negations_mean_what_logic_says()
    {
        Condition[] trees = [When.All(), When.Any(), When.Not(When.All()), When.Not(When.Not(When.Any())), When.All(When.Any(), When.All()), When.Any(When.All(), When.Any())];
        Same(new RuleSet("groups", trees.Select((tree, index) => Rule($"r{index}", tree)).ToValueArray()), SomeMission.Read);
    }

    [Fact]
    public void Every_rule_that_fires_is_told_in_the_order_of_the_set() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Select(Gen.Shuffle(EnvelopeRules.Of(envelope).Rules.ToArray()), Gen.Frequency((1, GenAction.Any), (1, GenAction.Near(envelope))).Array[20]))
        .Sample(
            (rules, actions) =>
            {
                RuleSet set = new("shuffled", rules.ToValueArray());
                IRuleSetProgram program = Backend.Compile(set);
                Assert.All(actions, action => Same(program, new RuleQuestion(action)));
            },
            iter: 1_000);

    [Fact]
    public void The_sample_catalog_decides_the_same_bytes()
    {
        foreach (DiscoveredAction action in new[] { SomeMission.Read, SomeMission.Read with { Operation = "delete", Tenant = "customer.example" }, SomeMission.Read with { Resource = "none" } })
        {
            Assert.Equal(
                DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, action)),
                DecisionJson.Write(Boundary.Decide(new EnvelopeShapes(Backend).Compile(SomeMission.Envelope), action)));
        }

        CompiledPurpose purpose = CompiledCatalog.Compile(SomeMission.Meeting.Vocabulary, [SomeMission.Meeting.Entry], new EnvelopeShapes(Backend)).Purposes.Values.Single();
        BootstrapFacts facts = SomeMission.Facts(purpose) with { Context = SomeMission.Applied(purpose), Answer = UserAnswer.Approved };
        Assert.Equal(DecisionJson.Write(Bootstrap.Decide(SomeMission.Meeting, facts)), DecisionJson.Write(Bootstrap.Decide(purpose, facts)));
    }

    [Fact]
    public void A_slot_reads_the_value_of_the_question_and_an_empty_one_compares_with_nothing()
    {
        RuleSet rules = new("slots", [Rule("r", new Condition.Test(FactName.Attribute("x"), Comparison.Equal, new Operand.Reference(FactName.OfSlot(1))))]);
        DiscoveredAction facts = SomeMission.Read with { Attributes = [new AttributeValue("x", FactValue.Text("b"))] };
        foreach (ValueArray<FactValue> slots in new ValueArray<FactValue>[] { [FactValue.Text("a"), FactValue.Text("b")], [FactValue.Text("b"), FactValue.Text("a")], [FactValue.Text("b")], [] })
        {
            Same(rules, new RuleQuestion(facts, slots));
        }

        Assert.Single(Backend.Compile(rules).Ask(new RuleQuestion(facts, [FactValue.Absent, FactValue.Text("b")])));
    }

    [Fact]
    public void Several_questions_in_one_pass_are_answered_as_if_each_were_asked_alone() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Frequency((1, GenAction.Any), (1, GenAction.Near(envelope))).Array[0, 12].Select(actions => (envelope, actions)))
        .Sample(
            sample =>
            {
                ShapedProgram program = new EnvelopeShapes(Backend).Compile(sample.envelope).Boundary;
                ImmutableArray<ImmutableArray<Rule>> together = program.AskAll(sample.actions);
                Assert.Equal(sample.actions.Select(program.Ask), together);
            },
            iter: 300);

    [Fact]
    public void Rules_that_feed_each_other_in_a_circle_are_not_compiled()
    {
        RuleSet circle = new("circle",
        [
            PlainRules.Rule("a", When.Is(FactName.OfDerived("two"), Comparison.Over, FactValue.Number(0)), new Outcome.Add("one", 1)),
            PlainRules.Rule("b", When.Is(FactName.OfDerived("one"), Comparison.Over, FactValue.Number(0)), new Outcome.Add("two", 1)),
        ]);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Backend.Compile(circle).Ask(new RuleQuestion(SomeMission.Read)));
        Assert.Contains("circle: a, b", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derived_facts_are_complete_before_they_are_read()
    {
        RuleSet rules = new("derived",
        [
            Derives("a", new Outcome.Add("risk", 40), "x"),
            Derives("b", new Outcome.Add("risk", 30), "y"),
            Derives("c", new Outcome.Tag("why", "large"), "x"),
            Derives("d", new Outcome.Add("late", 1), When.Is(FactName.OfDerived("risk"), Comparison.Over, FactValue.Number(60))),
            Derives("e", new Outcome.Refuse("no"), When.Is(FactName.OfDerived("late"), Comparison.AtLeast, FactValue.Number(1))),
            Derives("f", new Outcome.Refuse("tagged"), When.Is(FactName.OfDerived("why"), Comparison.Contains, FactValue.Text("large"))),
            Derives("g", new Outcome.Refuse("some"), When.Is(FactName.OfDerived("risk"), Comparison.AtLeast, FactValue.Number(30))),
        ]);
        foreach ((string[] given, string expected) in new[]
        {
            (Array.Empty<string>(), string.Empty), (["x"], "a c f g"), (["y"], "b g"), (["x", "y"], "a b c d e f g"),
        })
        {
            DiscoveredAction facts = SomeMission.Read with { Attributes = [.. given.Select(name => new AttributeValue(name, FactValue.Flag(true)))] };
            Same(rules, new RuleQuestion(facts));
            Assert.Equal(expected, string.Join(' ', Backend.Compile(rules).Ask(new RuleQuestion(facts)).Select(rule => rule.Id)));
        }
    }

    private static Rule Derives(string id, Outcome outcome, string attribute) =>
        Derives(id, outcome, When.Is(FactName.Attribute(attribute), Comparison.Equal, FactValue.Flag(true)));

    private static Rule Derives(string id, Outcome outcome, Condition when) => Rule(id, when) with { Outcome = outcome };

    private static Rule Rule(string id, Condition when) => new()
    {
        Id = id, Dimension = Dimension.Object, When = when, Outcome = new Outcome.Refuse("x"), Position = SourcePosition.None,
    };

    private void Same(RuleSet rules, IFacts facts) => Same(rules, new RuleQuestion(facts));

    private void Same(RuleSet rules, RuleQuestion question) => Same(Backend.Compile(rules), question);

    // The walk of the tree is slow and obviously right.
    private static void Same(IRuleSetProgram program, RuleQuestion question) =>
        Assert.Equal(ConditionEvaluator.Fired(program.Rules, question), program.Ask(question));
}

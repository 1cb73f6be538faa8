using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>The rules of an author: what loads, and what each mistake is called, with place and cure.</summary>
public sealed class AuthorRulesLoadingTests
{
    private const string Writer = "- { name: w, when: { params.amount: { over: 10 } }, then: { add: { risk: 40 } } }\n";
    private const string Reader = "- { name: r, when: { derived.risk: { at_least: 40 } }, then: { require: { acr: phr } } }\n";

    [Fact]
    public void Rules_load_as_they_are_written()
    {
        ValueArray<AuthorRule> rules = SomeRules.Purpose.Entry.Rules;
        Assert.Equal(["large-amount", "new-counterparty", "many-people", "risky", "very-risky"], rules.Select(rule => rule.Name));
        Assert.Equal(When.Is(FactName.OfDerived("risk"), Comparison.AtLeast, FactValue.Number(60)), rules[3].When);
        Assert.Equal(
            new RuleConsequences { Require = new StrengthRequirement("phr", TimeSpan.FromMinutes(5)), Withhold = ["actor", "attendees"] },
            rules[3].Then);
        Assert.Equal(new RuleConsequences { Approval = ApprovalMode.Review, Shorten = TimeSpan.FromHours(1) }, rules[4].Then);
    }

    [Fact]
    public void Each_consequence_is_a_rule_with_a_name_of_its_own_and_the_line_of_the_author() => Assert.Equal(
        [
            "rules.large-amount.add.risk 16",
            "rules.many-people.add.risk 18",
            "rules.new-counterparty.add.risk 17",
            "rules.risky.require 19",
            "rules.risky.withhold 19", "rules.very-risky.approval 20", "rules.very-risky.shorten 20",
        ],
        Own(SomeRules.Purpose).Select(rule => $"{rule.Id} {rule.Position.Line - First(SomeRules.Purpose) + 16}"));

    [Theory]
    [InlineData("- { name: Large, when: { tenant: example.com }, then: { refuse: true } }", "MP1114")]
    [InlineData("- { name: a.b, when: { tenant: example.com }, then: { refuse: true } }", "MP1114")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { refuse: true } }\n- { name: a, when: { tenant: example.com }, then: { refuse: true } }", "MP1113")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: {} }", "MP1011")]
    [InlineData("- { name: a, when: { tenant: example.com } }", "MP1011")]
    [InlineData("- { name: a, then: { refuse: true } }", "MP1011")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { refuse: false } }", "MP1013")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { refuse: maybe } }", "MP1012")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { refus: true } }", "MP1010")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { require: { acr: phrr } } }", "MP1102")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { approval: auto } }", "MP1014")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { shorten: 0s } }", "MP1107")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { shorten: 8h } }", "MP1107")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { withhold: [] } }", "MP1013")]
    [InlineData("- { name: a, when: { tenant: example.com }, then: { withhold: [calendar] } }", "MP1121")]
    [InlineData("- { name: a, when: { acr: { at_most: mfa } }, then: { shorten: 1h } }", "MP1120")]
    [InlineData("- { name: a, when: { actor_type: agent }, then: { withhold: [actor] } }", "MP1120")]
    [InlineData("- { name: a, when: { actor_type: agent }, then: { add: { risk: 1 } } }\n- { name: b, when: { derived.risk: { over: 0 } }, then: { shorten: 1h } }", "MP1120")]
    [InlineData("- { name: a, when: { params.note: { present: true } }, then: { refuse: true } }", "MP1022")]
    [InlineData("- { name: a, when: { params.amont: { over: 1 } }, then: { refuse: true } }", "MP1021")]
    [InlineData("- { name: a, when: { params.amount: { starts_with: x } }, then: { refuse: true } }", "MP1020")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: { risk: 0 } } }\n" + Reader, "MP1013")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: { risk: -5 } } }\n" + Reader, "MP1013")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: { risk: 1000001 } } }\n" + Reader, "MP1013")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: { risk: many } } }\n- { name: v, when: { params.amount: { over: 10 } }, then: { add: { risk: 1 } } }\n" + Reader, "MP1012")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: { Risk: 5 } } }", "MP1114")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { add: {} } }", "MP1011")]
    [InlineData("- { name: w, when: { params.amount: { over: 10 } }, then: { tag: { why: \"\" } } }\n- { name: r, when: { derived.why: { contains: x } }, then: { refuse: true } }", "MP1013")]
    [InlineData(Writer, "MP1117")]
    [InlineData(Reader, "MP1116")]
    [InlineData(Writer + "- { name: r, when: { derived.rsk: { at_least: 40 } }, then: { require: { acr: phr } } }", "MP1116")]
    [InlineData(Writer + Reader + "- { name: t, when: { tenant: example.com }, then: { tag: { risk: high } } }", "MP1118")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { under: 40 } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { equals: 40 } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: 40 }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { within: { from: 1, to: 2 } } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { contains: high } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { at_leest: 40 } }, then: { refuse: true } }", "MP1014")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { at_least: params.amount } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { derived.risk: { at_least: lots } }, then: { refuse: true } }", "MP1012")]
    [InlineData(Writer + "- { name: r, when: { not: { derived.risk: { at_least: 40 } } }, then: { refuse: true } }", "MP1119")]
    [InlineData(Writer + "- { name: r, when: { not: { any: [{ tenant: a }, { not: { derived.risk: { at_least: 40 } } }] } }, then: { refuse: true } }", "MP1119")]
    [InlineData("- { name: r, when: { derived.risk: { over: 1 } }, then: { add: { risk: 5 } } }", "MP1115")]
    [InlineData("- { name: a, when: { derived.b: { over: 1 } }, then: { add: { a: 5 } } }\n- { name: b, when: { derived.a: { over: 1 } }, then: { add: { b: 5 } } }", "MP1115")]
    public void One_mistake_is_one_diagnostic(string rules, string code)
    {
        CatalogDiagnostic only = Assert.Single(Refused(rules));
        Assert.Equal(code, only.Code.Id);
        Assert.True(only.Position.Line > 0 && only.Help.Length > 0);
        Assert.StartsWith("$.rules[", only.Position.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_named_in_the_order_in_which_its_rules_feed_each_other()
    {
        CatalogDiagnostic circle = Assert.Single(Refused("""
            - { name: three, when: { derived.b: { over: 1 } }, then: { add: { c: 5 } } }
            - { name: one, when: { derived.c: { over: 1 } }, then: { add: { a: 5 } } }
            - { name: two, when: { derived.a: { over: 1 } }, then: { add: { b: 5 } } }
            """));
        Assert.Equal("`one` feeds `two` feeds `three` feeds `one`: a circle.", Rotated(circle.Message));
    }

    [Fact]
    public void A_derived_fact_that_is_misspelt_is_answered_with_the_one_that_was_meant()
    {
        CatalogDiagnostic only = Assert.Single(
            Refused(Writer + "- { name: r, when: { derived.rsk: { at_least: 40 } }, then: { require: { acr: phr } } }"));
        Assert.Equal("derived.risk", only.Suggestion);
        Assert.Equal("attendees", Assert.Single(Refused("- { name: a, when: { tenant: x }, then: { withhold: [atendees] } }")).Suggestion);
    }

    [Fact]
    public void A_review_that_a_rule_asks_for_needs_reviewers_and_the_block_needs_a_rule_or_the_mode()
    {
        const string Rule = "- { name: a, when: { tenant: example.com }, then: { approval: review } }";
        Assert.Equal("MP1108", Assert.Single(Refused(Rule)).Code.Id);
        Assert.Equal("MP1108", Assert.Single(Refused(Rule.Replace("review", "user", StringComparison.Ordinal), SomeRules.Review)).Code.Id);
    }

    [Fact]
    public void An_entry_has_at_most_a_hundred_rules()
    {
        Assert.Equal(100, SomeRules.Of(Many(100)).Entry.Rules.Count);
        Assert.Equal("MP1013", Assert.Single(Refused(Many(101))).Code.Id);
    }

    [Fact]
    public void Rules_that_all_read_all_before_them_load_in_no_time()
    {
        string rules = string.Join('\n', Enumerable.Range(0, 10).SelectMany(layer => Enumerable.Range(0, 10).Select(index => layer == 0
            ? $"- {{ name: r{layer}-{index}, when: {{ params.amount: {{ over: {index} }} }}, then: {{ add: {{ f0: 1 }} }} }}"
            : layer < 9 ? $"- {{ name: r{layer}-{index}, when: {{ derived.f{layer - 1}: {{ at_least: {index} }} }}, then: {{ add: {{ f{layer}: 1 }} }} }}"
            : $"- {{ name: r{layer}-{index}, when: {{ derived.f{layer - 1}: {{ at_least: {index} }} }}, then: {{ refuse: true }} }}")));
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(100, SomeRules.Of(rules, "approval: { mode: user }").Entry.Rules.Count);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Step_ups_and_bounds_know_of_no_derived_facts()
    {
        CatalogSource source = SomeYaml.MeetingWith("when: { actor_type: [agent, service] }", "when: { derived.risk: { at_least: 60 } }");
        Assert.Equal("MP1021", Assert.Single(Refused(SomeYaml.Load(source))).Code.Id);
    }

    [Fact]
    public void Printed_rules_read_back_to_themselves()
    {
        CatalogEntry entry = SomeRules.Purpose.Entry;
        string printed = CatalogPrinter.Print(entry);
        CatalogEntry read = SomeMission.Purpose(new CatalogSource("purposes/p.yaml", printed)).Entry;
        Assert.Equal(entry, read);
        Assert.Equal(printed, CatalogPrinter.Print(read));
    }

    [Fact]
    public void The_order_of_rules_is_no_meaning_and_every_word_of_one_is()
    {
        string Digest(string rules) => SomeRules.Of(rules).Digest;
        string[] lines = SomeRules.Risk.Split('\n');
        Assert.Equal(SomeRules.Purpose.Digest, Digest(string.Join('\n', lines.Reverse())));
        (string Old, string New)[] edits =
        [
            ("name: risky", "name: riskier"),
            ("risk: 40", "risk: 41"),
            ("over: 10000", "over: 10001"),
            ("acr: phr", "acr: mfa"),
            ("max_age: 5m", "max_age: 6m"),
            ("withhold: [attendees, actor]", "withhold: [actor]"),
            ("shorten: 1h", "shorten: 2h"),
            ("at_least: 90", "over: 90"),
            ("approval: review, shorten", "refuse: true, approval: review, shorten"),
        ];
        string[] digests = [.. edits.Select(edit => Digest(SomeRules.Risk.Replace(edit.Old, edit.New, StringComparison.Ordinal))), SomeRules.Purpose.Digest];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    private static string Many(int count) => string.Join(
        '\n',
        Enumerable.Range(0, count).Select(
            index => $"- {{ name: r{index}, when: {{ params.amount: {{ over: {index} }} }}, then: {{ approval: review }} }}"));

    // The circle may be entered anywhere.
    private static string Rotated(string message)
    {
        string[] names = [.. message.Split(" feeds ")[..^1]];
        int first = Array.IndexOf(names, "`one`");
        return string.Join(" feeds ", names[first..].Concat(names[..first]).Append("`one`: a circle."));
    }

    private static Rule[] Own(CompiledPurpose purpose) =>
        [.. purpose.Rules.Rules.Where(rule => rule.Id.StartsWith("rules.", StringComparison.Ordinal))];

    private static int First(CompiledPurpose purpose) => Own(purpose).Min(rule => rule.Position.Line);

    private static ImmutableArray<CatalogDiagnostic> Refused(string rules, string approval = "approval: { mode: user }") =>
        Refused(SomeYaml.Load(SomeRules.Source(rules, approval)));

    private static ImmutableArray<CatalogDiagnostic> Refused(CatalogLoadResult result) => result.Match(
        _ => throw new InvalidOperationException("The catalog was loaded."),
        refused => refused.Diagnostics);
}

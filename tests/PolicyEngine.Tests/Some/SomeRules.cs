using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>The meeting entry with two numbers among its params, a review block where it is asked for, and rules of its author.</summary>
internal static class SomeRules
{
    /// <summary>The rules of the documentation: two writers, a sum, two readers.</summary>
    public const string Risk = """
        - { name: large-amount, when: { params.amount: { over: 10000 } }, then: { add: { risk: 40 } } }
        - { name: new-counterparty, when: { params.counterparty_days: { under: 30 } }, then: { add: { risk: 30 } } }
        - { name: many-people, when: { params.attendees: { count_over: 10 } }, then: { add: { risk: 25 } } }
        - { name: risky, when: { derived.risk: { at_least: 60 } }, then: { require: { acr: phr, max_age: 5m }, withhold: [attendees, actor] } }
        - { name: very-risky, when: { derived.risk: { at_least: 90 } }, then: { approval: review, shorten: 1h } }
        """;

    public const string Review = """
        approval:
          mode: user
          review: { reviewers: ["group:leads"], approvals: 1, not_the_requester: true, expires_after: 1h, provisional: { resources: [calendar.event], operations: [read], lifetime: 30m } }
        """;

    public static CompiledPurpose Purpose { get; } = Of(Risk);

    public static CompiledPurpose Of(string rules, string approval = Review) => SomeMission.Purpose(Source(rules, approval));

    public static CatalogSource Source(string rules, string approval = Review)
    {
        CatalogSource meeting = SomeYaml.MeetingWith("resume:\n", $"rules:\n{Indented(rules)}\nresume:\n");
        (string Old, string New)[] edits =
        [
            (
                "      note: {",
                "      amount: { type: number, minimum: 0 }\n      counterparty_days: { type: integer, minimum: 0 }\n      note: {"),
            ("governing: [calendar, window, attendees]", "governing: [calendar, window, attendees, amount, counterparty_days]"),
            ("approval: { mode: user }", approval),
        ];
        return edits.Aggregate(meeting, (source, edit) =>
        {
            Assert.Contains(edit.Old, source.Text, StringComparison.Ordinal);
            return source with { Text = source.Text.Replace(edit.Old, edit.New, StringComparison.Ordinal) };
        });
    }

    /// <summary>The params of the meeting with an amount, the age of the counterparty and so many attendees.</summary>
    public static string Params(decimal? amount = null, int? days = null, int attendees = 1) =>
        SomeMission.Params.Replace(
            "\"attendees\":[\"eng-team@example.com\"]",
            $"\"attendees\":[{string.Join(',', Enumerable.Range(0, attendees).Select(index => $"\"p{index}@example.com\""))}]"
            + (amount is null ? string.Empty : $",\"amount\":{amount}")
            + (days is null ? string.Empty : $",\"counterparty_days\":{days}"),
            StringComparison.Ordinal);

    public static BootstrapFacts Facts(CompiledPurpose purpose, string json, string acr = "phr") =>
        SomeMission.Facts(purpose, acr) with { Context = Context(purpose, json) };

    public static AppliedContext Context(CompiledPurpose purpose, string json) => SomeMission.Applied(purpose, json);

    private static string Indented(string rules) => string.Join('\n', rules.TrimEnd().Split('\n').Select(line => "  " + line));
}

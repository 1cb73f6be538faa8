using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Envelopes;

/// <summary>What a person may take away on the approval page.</summary>
public sealed class EnvelopeNarrowingTests
{
    private static readonly DateTimeOffset End = SomeMission.Envelope.Lifetime.End;

    public static TheoryData<string, Narrowing, string> Table => new()
    {
        { "nothing", new Narrowing([], null), "calendar.event mail.message | https://crm-as.example.com | 8h" },
        { "a resource that does not cross", new Narrowing(["authority.calendar.event"], null), "mail.message | https://crm-as.example.com | 8h" },
        { "the only resource that crosses", new Narrowing(["authority.mail.message"], null), "calendar.event |  | 8h" },
        { "six hours", new Narrowing([], End - TimeSpan.FromHours(6)), "calendar.event mail.message | https://crm-as.example.com | 2h" },
        { "no time at all", new Narrowing([], End), "calendar.event mail.message | https://crm-as.example.com | 8h" },
        { "both", new Narrowing(["authority.mail.message"], End - TimeSpan.FromHours(6)), "calendar.event |  | 2h" },
        { "the same resource twice", new Narrowing(["authority.mail.message", "authority.mail.message"], null), "calendar.event |  | 8h" },
        { "a later end", new Narrowing([], End + TimeSpan.FromTicks(1)), "refused: lifetime_longer" },
        { "a resource that is not there", new Narrowing(["authority.payment.transfer"], null), "refused: resource_outside_bounds" },
        { "a class instead of a rule", new Narrowing(["mail.message"], null), "refused: resource_outside_bounds" },
        { "everything", new Narrowing(["authority.calendar.event", "authority.mail.message"], null), "refused: compile_failed" },
        { "all the time", new Narrowing([], SomeMission.Envelope.Lifetime.Start), "refused: compile_failed" },
        { "a time before the start", new Narrowing([], DateTimeOffset.MinValue), "refused: compile_failed" },
        {
            "wrong in every way",
            new Narrowing(["authority.calendar.event", "authority.mail.message", "other"], DateTimeOffset.MaxValue),
            "refused: resource_outside_bounds lifetime_longer compile_failed"
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_envelope_is_narrowed_or_the_narrowing_is_refused(string what, Narrowing narrowing, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, EnvelopeNarrowing.Apply(SomeMission.Envelope, narrowing).Match(narrowed => Text(narrowed.Envelope), refused => Text(refused.Reasons)));
    }

    [Fact]
    public void What_is_left_of_a_class_still_crosses()
    {
        MissionEnvelope full = SomeMission.Envelope with
        {
            Grants = [.. SomeMission.Envelope.Grants, SomeMission.Envelope.Grants[1] with { RuleId = "authority.other", At = "https://other.example.com" }],
            Audiences = [SomeMission.Envelope.Audiences[0] with { Resources = ["calendar.event", "mail.message"] }],
        };
        Assert.Equal(["calendar.event", "mail.message"], Audience(full, "authority.mail.message").Resources);
        Assert.Equal(["mail.message"], Audience(full, "authority.calendar.event").Resources);
    }

    [Fact]
    public void What_only_holds_forbidden_operations_holds_nothing()
    {
        MissionEnvelope full = SomeMission.Envelope with
        {
            Never = [new EnvelopeProhibition("never.mail.message.send", "mail.message", ["send"], SourcePosition.None)],
        };
        Assert.Equal("refused: compile_failed", EnvelopeNarrowing.Apply(full, new Narrowing(["authority.calendar.event"], null)).Match(
            narrowed => Text(narrowed.Envelope), refused => Text(refused.Reasons)));
    }

    private static EnvelopeAudience Audience(MissionEnvelope full, string drop) => EnvelopeNarrowing.Apply(full, new Narrowing([drop], null)).Match(
        narrowed => narrowed.Envelope.Audiences.Single(),
        refused => throw new InvalidOperationException(Text(refused.Reasons)));

    private static string Text(MissionEnvelope envelope) => string.Join(
        " | ",
        string.Join(' ', envelope.Grants.Select(grant => grant.Resource)),
        string.Join(' ', envelope.Audiences.Select(audience => audience.As)),
        (envelope.Lifetime.End - envelope.Lifetime.Start).TotalHours + "h");

    private static string Text(ValueArray<Reason> reasons) => "refused: " + string.Join(' ', reasons.Select(reason => reason.Code).Distinct());
}

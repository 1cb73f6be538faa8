using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Descriptions;

/// <summary>The page of a re-approval, one line a change.</summary>
public sealed class EnvelopeNewsTests
{
    private static readonly MissionEnvelope Before = SomeMission.Envelope;

    private static readonly EnvelopeGrant Calendar = Before.Grants[0];

    private static readonly EnvelopeAudience Crm = Before.Audiences[0];

    public static TheoryData<string, MissionEnvelope, string> Table => new()
    {
        { "nothing", Before, "" },
        { "another calendar", Params("cal_team01", "cal_board1"), "bound Calendar events: calendar: calendar is cal_team01 -> calendar is cal_board1 | param calendar: cal_team01 -> cal_board1" },
        {
            "a longer window",
            Params("2026-12-08", "2026-12-09"),
            "bound Calendar events: start: start is from 2026-12-01 00:00 UTC up to 2026-12-08 00:00 UTC -> start is from 2026-12-01 00:00 UTC up to 2026-12-09 00:00 UTC"
                + " | param window.to: 2026-12-08 00:00 UTC -> 2026-12-09 00:00 UTC"
        },
        {
            "a recipient more",
            Params("\"eng-team@example.com\"", "\"eng-team@example.com\",\"press@example.org\""),
            "bound Messages: recipients: recipients are only: eng-team@example.com -> recipients are only: eng-team@example.com, press@example.org"
                + " | param attendees: eng-team@example.com -> eng-team@example.com, press@example.org"
        },
        { "a recipient less", Params("\"eng-team@example.com\"", string.Empty), "param attendees: eng-team@example.com -> none | gone Messages: only recipients are only: nobody and nothing" },
        { "a bound less", With(Calendar with { Where = [Calendar.Where[1]] }), "bound Calendar events: calendar: calendar is cal_team01 -> no limit" },
        { "another tenant", Before with { Tenant = "customer.example" }, "party tenant: example.com -> customer.example" },
        { "another subject", Before with { Subject = "user_2" }, "party subject: user_1 -> user_2" },
        { "an agent", Before with { Actor = "agent_7" }, "party agent: none -> agent_7" },
        { "a longer life", Before with { Lifetime = Before.Lifetime with { End = Before.Lifetime.End.AddMinutes(30) } }, "limit until: 2026-12-01 17:00 UTC -> 2026-12-01 17:30 UTC" },
        { "a shorter life", Before with { Lifetime = Before.Lifetime with { End = Before.Lifetime.End.AddHours(-1) } }, "gone only until 2026-12-01 16:00 UTC, no longer until 2026-12-01 17:00 UTC" },
        { "an endless rest", Before with { Idle = null }, "limit without use: 1 hour -> no limit" },
        { "further away", Before with { PropagationDepth = 2 }, "limit steps from home: 1 -> 2" },
        { "another operation", With(Calendar with { Operations = ["create", "delete", "read", "update"] }), "grant Calendar events at https://calendar-api.example.com: delete (calendar is cal_team01; start is from 2026-12-01 00:00 UTC up to 2026-12-08 00:00 UTC)" },
        { "an operation less", With(Calendar with { Operations = ["read"] }), "gone Calendar events at https://calendar-api.example.com: no longer create or change" },
        { "another server", With(Calendar, Calendar with { At = "https://other.example.com", Operations = ["read"], Where = [] }), "grant Calendar events at https://other.example.com: read ()" },
        { "another class", With(Calendar, Calendar with { Resource = "crm.activity", Operations = ["create"], Where = [] }), "grant crm.activity at https://calendar-api.example.com: create ()" },
        { "a prohibition less that nothing is granted of", Before with { Never = [] }, "" },
        { "another authorization server", Before with { Audiences = [Crm, Crm with { As = "https://as2.example" }] }, "as https://as2.example: Messages [attendees] actor" },
        { "a class more for a known one", Before with { Audiences = [Crm with { Resources = ["calendar.event", "mail.message"] }] }, "as https://crm-as.example.com: Calendar events []" },
        { "a param more for a known one", Before with { Audiences = [Crm with { ProjectParams = ["attendees", "calendar"] }] }, "as https://crm-as.example.com:  [calendar]" },
        { "a longer assertion", Before with { Audiences = [Crm with { AssertionLifetime = TimeSpan.FromMinutes(6) }] }, "limit assertions to https://crm-as.example.com: 5 minutes -> 6 minutes" },
        { "an authorization server less", Before with { Audiences = [] }, "gone https://crm-as.example.com: no longer reached" },
        { "a param less for a known one", Before with { Audiences = [Crm with { ProjectParams = [] }] }, "gone https://crm-as.example.com: no longer learns attendees" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Only_what_is_new_is_told(string what, MissionEnvelope after, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Text(EnvelopeNews.Of(Before, after, SomeMission.Meeting.Vocabulary)));
    }

    [Fact]
    public void What_was_forbidden_and_is_granted_now_is_new()
    {
        MissionEnvelope forbidding = Before with { Never = [new EnvelopeProhibition("never", "calendar.event", ["update"], Calendar.Position)] };
        Assert.StartsWith("grant Calendar events at https://calendar-api.example.com: change (", Text(EnvelopeNews.Of(forbidding, Before, SomeMission.Meeting.Vocabulary)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_audience_that_asks_for_a_weaker_sign_in_is_told()
    {
        MissionEnvelope strict = Before with { Audiences = [Crm with { Require = new StrengthRequirement("phr", TimeSpan.FromMinutes(5)) }] };
        Assert.Equal(
            "limit sign-in for https://crm-as.example.com: phr, at most 5 minutes old -> no more than the purpose's own",
            Text(EnvelopeNews.Of(strict, Before, SomeMission.Meeting.Vocabulary)));
    }

    private static MissionEnvelope Params(string old, string replacement) =>
        SomeMission.EnvelopeOf(SomeMission.Meeting, SomeMission.Params.Replace(old, replacement, StringComparison.Ordinal));

    private static MissionEnvelope With(params EnvelopeGrant[] calendar) => Before with { Grants = [.. calendar, Before.Grants[1]] };

    private static string Text(EnvelopeNews news) => string.Join(" | ", (string[])
    [
        .. news.Grants.Select(grant => $"grant {grant.Resource} at {grant.At}: {string.Join(", ", grant.Operations)} ({string.Join("; ", grant.Bounds)})"),
        .. Changes("bound", news.Bounds),
        .. Changes("param", news.Params),
        .. Changes("party", news.Parties),
        .. Changes("limit", news.Limits),
        .. news.Audiences.Select(audience =>
            $"as {audience.As}: {string.Join(", ", audience.Resources)} [{string.Join(", ", audience.Params)}]{(audience.LearnsActor ? " actor" : string.Empty)}"),
        .. news.FallsAway.Select(sentence => "gone " + sentence),
    ]);

    private static IEnumerable<string> Changes(string list, ValueArray<NewsChange> changes) =>
        changes.Select(change => $"{list} {change.What}: {change.Before} -> {change.After}");
}

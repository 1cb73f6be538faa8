using System.Globalization;
using CsCheck;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Descriptions;

/// <summary>An envelope in words.</summary>
public sealed class EnvelopeDescriptionTests
{
    private static readonly EnvelopeDescription Meeting = EnvelopeDescription.Of(SomeMission.Envelope, SomeMission.Meeting.Entry, SomeMission.Meeting.Vocabulary);

    private static readonly FactName Account = FactName.Attribute("account");

    public static TheoryData<Condition, string> Bounds => new()
    {
        { When.Equal(Account, "a"), "account is a" },
        { When.OneOf(Account, ["b", "a"]), "account is one of: a, b" },
        { When.Equal(Account, string.Empty), "account is \"\"" },
        { When.OneOf(Account, ["a, b", " c"]), "account is one of: \" c\", \"a, b\"" },
        { When.OneOf(Account, []), "no account is allowed" },
        { When.Is(Account, Comparison.StartsWith, FactValue.Text("acc_")), "account begins with acc_" },
        { When.Is(FactName.Attribute("people"), Comparison.SubsetOf, FactValue.TextSet(["b@x", "a@x"])), "people are only: a@x, b@x" },
        { When.Is(FactName.Attribute("people"), Comparison.SubsetOf, FactValue.TextSet([])), "people are only: nobody and nothing" },
        { When.Is(FactName.Attribute("people"), Comparison.CountAtMost, FactValue.Number(3)), "people are at most 3" },
        { When.Is(FactName.Attribute("urgent"), Comparison.Equal, FactValue.Flag(false)), "urgent is no" },
        { When.Is(FactName.Attribute("length"), Comparison.AtMost, FactValue.Duration(TimeSpan.FromMinutes(90))), "length is at most 1 hour 30 minutes" },
        { When.All(When.Is(FactName.Attribute("amount"), Comparison.Over, FactValue.Number(0)), When.Is(FactName.Attribute("amount"), Comparison.AtMost, FactValue.Number(20000))), "amount is over 0 and at most 20000" },
        { When.Is(FactName.Attribute("starts"), Comparison.AtMost, FactValue.Instant(SomeMission.Now + TimeSpan.FromSeconds(5))), "starts is until 2026-12-01 09:00:05 UTC" },
        { When.Any(When.Equal(Account, "a"), When.Not(When.Present(Account))), "account is a or (not (account is given))" },
        { Condition.Never, "no bound is allowed" },
        { When.Equal(Account, "a\nYou may do anything\u202E"), "account is a\\u{A}You may do anything\\u{202E}" },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_bound_is_a_short_sentence(Condition holds, string expected)
    {
        MissionEnvelope envelope = SomeMission.Envelope with { Grants = [SomeMission.Envelope.Grants[0] with { Resource = "c1", Where = [new AttributeBound("bound", holds)] }] };
        string told = EnvelopeDescription.Of(envelope, null, SomeVocabulary.OfGenerated).Grants.Single().Bounds.Single();
        Assert.Equal(expected, told);
    }

    [Fact]
    public void The_meeting_is_told_as_a_person_would_read_it()
    {
        Assert.Equal("Schedule a meeting", Meeting.Title);
        Assert.Equal("Find a time and send the invitations.", Meeting.Summary);
        Assert.Equal(["Calendar events", "Messages"], Meeting.Grants.Select(grant => grant.Resource));
        Assert.Equal(["create", "read", "change"], Meeting.Grants[0].Operations);
        Assert.Equal(SomeMission.Calendar, Meeting.Grants[0].At);
        Assert.Equal(["calendar is cal_team01", "start is from 2026-12-01 00:00 UTC up to 2026-12-08 00:00 UTC"], Meeting.Grants[0].Bounds);
        Assert.Equal(["recipients are only: eng-team@example.com"], Meeting.Grants[1].Bounds);
        Assert.Equal(["Messages: never delete"], Meeting.Never);
        Assert.Equal("until 2026-12-01 17:00 UTC (8 hours)", Meeting.Until);
        Assert.Equal("ends after 1 hour without use", Meeting.Idle);
    }

    [Fact]
    public void The_params_are_told_member_by_member_and_audit_params_are_not_among_them() => Assert.Equal(
        ["attendees=eng-team@example.com", "calendar=cal_team01", "window from=2026-12-01 00:00 UTC", "window to=2026-12-08 00:00 UTC"],
        Meeting.Params.Select(param => $"{param.Title}={param.Value}"));

    [Fact]
    public void A_param_has_the_title_of_its_schema()
    {
        Engine.Compilation.CompiledPurpose titled = SomeMission.MeetingWith("calendar: { type: string, pattern", "calendar: { type: string, title: Team calendar, pattern");
        EnvelopeDescription told = EnvelopeDescription.Of(SomeMission.EnvelopeOf(titled), titled.Entry, titled.Vocabulary);
        Assert.Contains(new ParamDescription("calendar", "Team calendar", "cal_team01"), told.Params);
    }

    [Fact]
    public void The_other_authorization_servers_are_told_with_what_they_learn()
    {
        AudienceDescription told = Assert.Single(Meeting.Audiences);
        Assert.Equal(SomeMission.CrmAs, told.As);
        Assert.Equal(["Messages"], told.Resources);
        Assert.Equal(["attendees"], told.Params);
        Assert.True(told.LearnsActor);
    }

    [Fact]
    public void Each_row_of_the_articles_table_is_one_sentence() => Assert.Equal(
        [
            "- Another object of Calendar events or Messages, inside the bounds above, goes on without a question.",
            "- More work for user_1 in example.com, with the operations above, goes on without a question.",
            "? Acting for anybody but user_1 asks again.",
            "? Acting in any tenant but example.com asks again.",
            "? Any operation that is not named above asks again, a stronger one above all (Calendar events: delete).",
            "? Anything that is not Calendar events or Messages, or is outside the bounds above, asks again.",
            "? Authority after 2026-12-01 17:00 UTC, or passing it on to any authorization server but https://crm-as.example.com, or further than 1 step, asks again.",
        ],
        Meeting.Boundary.Select(row => (row.AsksAgain ? "? " : "- ") + row.Text));

    [Fact]
    public void An_envelope_whose_entry_and_words_are_gone_keeps_its_names()
    {
        EnvelopeDescription told = EnvelopeDescription.Of(SomeMission.Envelope, null, SomeVocabulary.OfGenerated);
        Assert.Equal(SomeMission.Envelope.Kind, told.Title);
        Assert.Null(told.Summary);
        Assert.Equal("calendar.event", told.Grants[0].Resource);
        Assert.Equal(["create", "read", "update"], told.Grants[0].Operations);
    }

    [Fact]
    public void The_same_envelope_is_told_in_the_same_bytes_in_every_culture()
    {
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NegativeSign = "minus";
        odd.DateTimeFormat.TimeSeparator = ".";
        odd.DateTimeFormat.DateSeparator = "/";
        GenEnvelope.Any.Sample(
            envelope =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                string one = EnvelopeDescriptionJson.Write(EnvelopeDescription.Of(envelope, null, SomeVocabulary.OfGenerated));
                CultureInfo.CurrentCulture = odd;
                Assert.Equal(one, EnvelopeDescriptionJson.Write(EnvelopeDescription.Of(envelope, null, SomeVocabulary.OfGenerated)));
                Assert.Equal(one, CanonicalJson.Serialize(one));
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            },
            iter: 1_000);
    }
}

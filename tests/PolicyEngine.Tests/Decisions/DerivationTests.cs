using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>Is this token inside the Mission?</summary>
public sealed class DerivationTests
{
    private static readonly DerivationRequest Calendar = new()
    {
        At = SomeMission.Calendar,
        Now = SomeMission.Now + TimeSpan.FromMinutes(1),
        TokenLifetime = TimeSpan.FromMinutes(5),
    };

    public static TheoryData<string, DerivationRequest, string> Table => new()
    {
        { "all that the Mission holds there", Calendar, "issue" },
        { "one class", Calendar with { Resources = ["calendar.event"] }, "issue" },
        { "one operation", Calendar with { Operations = ["read"] }, "issue" },
        { "one object", Calendar with { Identifier = "evt_9" }, "issue" },
        { "a bound that the Mission has", Calendar with { Constraints = [Equal("calendar", "cal_team01")] }, "issue" },
        { "a bound that the Mission does not speak of", Calendar with { Constraints = [Equal("colour", "red")] }, "issue" },
        { "a broader bound on the same attribute", Calendar with { Constraints = [StartsWith("calendar", "cal_")] }, "reapprove: param_outside_bounds" },
        { "a stronger operation", Calendar with { Operations = ["read", "delete"] }, "reapprove: operation_stronger" },
        { "a class of another server", Calendar with { Resources = ["mail.message"] }, "refused: invalid_target" },
        { "an operation on a class of another server", Calendar with { Resources = ["mail.message"], Operations = ["send"] }, "reapprove: resource_outside_bounds" },
        { "a class nobody granted", Calendar with { Resources = ["payment.transfer"], Operations = ["read"] }, "reapprove: resource_class_outside" },
        { "authority past the end", Calendar with { Until = SomeMission.Envelope.Lifetime.End + TimeSpan.FromTicks(1) }, "reapprove: lifetime_longer" },
        { "an audience that is not in the entry", Calendar with { At = "https://elsewhere.example.com" }, "refused: invalid_target" },
        { "what the entry forbids", Calendar with { At = SomeMission.Mail, Resources = ["mail.message"], Operations = ["delete"] }, "refused: forbidden_by_catalog operation_stronger" },
        { "a Mission that does not hold now", Calendar with { Standing = MissionStandings.NotActive }, "refused: mission_not_active" },
        { "another key", Calendar with { Standing = MissionStandings.OtherKey }, "refused: key_mismatch" },
        { "after the end", Calendar with { Now = SomeMission.Envelope.Lifetime.End }, "refused: mission_not_active" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_token_is_decided(string what, DerivationRequest request, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Answers.Text(Derivation.Decide(SomeMission.Compiled, request)));
    }

    [Fact]
    public void The_token_carries_only_what_was_asked_and_the_bounds_of_the_Mission()
    {
        TokenBounds bounds = Issue(Calendar with { Operations = ["read"], Constraints = [Equal("colour", "red")] });
        EnvelopeGrant grant = Assert.Single(bounds.Grants);
        Assert.Equal(["read"], grant.Operations);
        Assert.Equal(["calendar", "starts", "colour"], grant.Where.Select(bound => bound.Name));
        Assert.Equal(SomeMission.Calendar, bounds.At);
    }

    [Fact]
    public void A_token_never_outlives_the_Mission_nor_what_was_asked()
    {
        DateTimeOffset end = SomeMission.Envelope.Lifetime.End;
        Assert.Equal(Calendar.Now + TimeSpan.FromMinutes(5), Issue(Calendar).ExpiresAt);
        Assert.Equal(Calendar.Now + TimeSpan.FromMinutes(2), Issue(Calendar with { Until = Calendar.Now + TimeSpan.FromMinutes(2) }).ExpiresAt);
        Assert.Equal(end, Issue(Calendar with { Now = end - TimeSpan.FromSeconds(1) }).ExpiresAt);
        Assert.Equal(end, Issue(Calendar with { TokenLifetime = TimeSpan.FromDays(30) }).ExpiresAt);
    }

    [Fact]
    public void All_crossings_come_at_once()
    {
        DerivationRequest request = Calendar with
        {
            Operations = ["delete"], Constraints = [StartsWith("calendar", "cal_")], Until = SomeMission.Envelope.Lifetime.End + TimeSpan.FromDays(1),
        };
        Assert.Equal("reapprove: param_outside_bounds operation_stronger lifetime_longer", Answers.Text(Derivation.Decide(SomeMission.Compiled, request)));
    }

    [Theory]
    [InlineData(MissionStandings.NotActive, "mission_not_active")]
    [InlineData(MissionStandings.OtherKey, "key_mismatch")]
    [InlineData(MissionStandings.OtherActor, "actor_mismatch")]
    [InlineData(MissionStandings.CatalogWithdrawn, "catalog_withdrawn")]
    public void A_stopped_Mission_says_so_whatever_is_asked(MissionStandings standing, string code)
    {
        foreach (DerivationRequest request in (DerivationRequest[])
            [Calendar, Calendar with { At = "https://elsewhere.example.com" }, Calendar with { Resources = ["mail.message"] }])
        {
            Assert.Equal($"refused: {code}", Answers.Text(Derivation.Decide(SomeMission.Compiled, request with { Standing = standing })));
        }
    }

    [Fact]
    public void A_Mission_that_is_over_says_so_at_a_server_that_it_never_named() => Assert.Equal(
        "refused: mission_not_active",
        Answers.Text(Derivation.Decide(SomeMission.Compiled, Calendar with { At = "https://elsewhere.example.com", Now = SomeMission.Envelope.Lifetime.End })));

    [Fact]
    public void What_was_declined_means_nothing_for_a_token_that_is_inside() =>
        Assert.Equal("issue", Answers.Text(Derivation.Decide(SomeMission.Compiled, Calendar with { Standing = MissionStandings.RecentlyDeclined })));

    [Fact]
    public void A_decline_that_is_found_after_the_answer_needs_no_second_question()
    {
        DerivationRequest request = Calendar with { Operations = ["read", "delete"] };
        Assert.Equal(
            DecisionJson.Write(Derivation.Decide(SomeMission.Compiled, request with { Standing = MissionStandings.RecentlyDeclined })),
            DecisionJson.Write(Assert.IsType<DerivationDecision.ReApprove>(Derivation.Decide(SomeMission.Compiled, request)).WhenDeclined()));
    }

    [Fact]
    public void Every_operation_that_crosses_is_named()
    {
        DerivationDecision decision = Derivation.Decide(SomeMission.Compiled, Calendar with { Operations = ["rename", "read", "purge", "delete"] });
        Assert.Equal(
            [("operation_outside", "purge"), ("operation_outside", "rename"), ("operation_stronger", "delete")],
            Assert.IsType<DerivationDecision.ReApprove>(decision).Crossings.Select(reason => (reason.Code, reason.Asked!)));
    }

    private static TokenBounds Issue(DerivationRequest request) =>
        Assert.IsType<DerivationDecision.Issue>(Derivation.Decide(SomeMission.Compiled, request)).Bounds;

    private static Condition Equal(string attribute, string value) => When.Equal(FactName.Attribute(attribute), value);

    private static Condition StartsWith(string attribute, string value) =>
        When.Is(FactName.Attribute(attribute), Comparison.StartsWith, FactValue.Text(value));
}

using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>What may cross to another authorization server?</summary>
public sealed class ProjectionTests
{
    private static readonly CatalogVocabulary Vocabulary = SomeMission.Meeting.Vocabulary;

    private static readonly CompiledPurpose Demanding = SomeMission.MeetingWith("assertion_lifetime: 5m", "assertion_lifetime: 5m\n      require: { acr: phr }");

    private static readonly CompiledPurpose Literal = SomeMission.Purpose(SomeYaml.Meeting with
    {
        Text = SomeYaml.Meeting.Text
            .Replace("recipients: { subset_of: params.attendees }", "id: { starts_with: msg_ }", StringComparison.Ordinal)
            .Replace("project: { params: [attendees]", "project: { params: []", StringComparison.Ordinal),
    });

    private static readonly AttributeBound OnlyTheTeam =
        new("recipients", When.Is(FactName.Attribute("recipients"), Comparison.SubsetOf, FactValue.TextSet(["eng-team@example.com"])));

    private static readonly ProjectionRequest Crm = new()
    {
        Audience = SomeMission.CrmAs,
        SignIn = SomeMission.SignIn(),
        Now = SomeMission.Now + TimeSpan.FromMinutes(1),
    };

    public static TheoryData<string, ProjectionRequest, string> Table => new()
    {
        { "the named downstream AS", Crm, "project" },
        { "one server behind it", Crm with { At = SomeMission.Mail }, "project" },
        { "one class", Crm with { Resources = ["mail.message"], Operations = ["send"] }, "project" },
        { "an AS that the entry does not name", Crm with { Audience = "https://unknown.example.com" }, "refused: invalid_target" },
        { "a class that does not cross", Crm with { Resources = ["calendar.event"] }, "refused: invalid_target propagation_audience" },
        { "a server that does not cross", Crm with { At = SomeMission.Calendar }, "refused: invalid_target" },
        { "an operation nobody holds", Crm with { Operations = ["delete"] }, "refused: operation_outside" },
        { "too far from home", Crm with { Depth = 2 }, "refused: propagation_depth" },
        { "a provisional Mission", Crm with { IsProvisional = true }, "refused: provisional_not_allowed" },
        { "a Mission that ended", Crm with { Now = SomeMission.Envelope.Lifetime.End }, "refused: mission_not_active" },
        { "a suspended Mission", Crm with { Standing = MissionStandings.NotActive }, "refused: mission_not_active" },
        { "another actor", Crm with { Standing = MissionStandings.OtherActor }, "refused: actor_mismatch" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_projection_is_decided(string what, ProjectionRequest request, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Answers.Text(Projection.Decide(Vocabulary, SomeMission.Compiled, request)));
    }

    [Fact]
    public void Only_the_params_named_by_the_entry_cross()
    {
        ProjectionClaims claims = Claims(SomeMission.Envelope);
        Assert.Equal("""{"attendees":["eng-team@example.com"]}""", claims.ParamsJson);
        Assert.Equal(SomeMission.Subject, claims.Subject);
        Assert.Equal([new ProjectedGrant("mail.message", SomeMission.Mail, ["send"]) { Where = [OnlyTheTeam] }], claims.Grants);
        Assert.DoesNotContain("cal_team01", DecisionJson.Write(Projection.Decide(Vocabulary, SomeMission.Compiled, Crm)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_actor_crosses_only_when_it_was_verified()
    {
        Assert.Null(Claims(SomeMission.Envelope).Actor);
        Assert.Equal("agent_1", Claims(SomeMission.Envelope with { Actor = "agent_1" }).Actor);
    }

    [Fact]
    public void An_assertion_ends_with_its_own_life_or_with_the_Mission()
    {
        Assert.Equal(Crm.Now + TimeSpan.FromMinutes(5), Claims(SomeMission.Envelope).ExpiresAt);
        ProjectionRequest late = Crm with { Now = SomeMission.Envelope.Lifetime.End - TimeSpan.FromSeconds(30) };
        Assert.Equal(SomeMission.Envelope.Lifetime.End, Claims(SomeMission.Envelope, late).ExpiresAt);
    }

    [Fact]
    public void An_audience_may_ask_for_a_stronger_sign_in_than_the_entry()
    {
        MissionEnvelope envelope = SomeMission.EnvelopeOf(Demanding);
        Assert.Equal("project", Answers.Text(Projection.Decide(Vocabulary, CompiledEnvelope.From(envelope), Crm)));
        Assert.Equal("refused: sign_in_too_weak", Answers.Text(Projection.Decide(Vocabulary, CompiledEnvelope.From(envelope), Crm with { SignIn = SomeMission.SignIn("mfa") })));
    }

    [Fact]
    public void Nothing_crosses_on_a_level_that_the_vocabulary_knows_no_more()
    {
        CatalogVocabulary shrunk = Vocabulary with { Levels = [.. Vocabulary.Levels.Where(level => level.Name != "phr")] };
        Assert.Equal("refused: sign_in_too_weak", Answers.Text(Projection.Decide(shrunk, CompiledEnvelope.From(SomeMission.EnvelopeOf(Demanding)), Crm with { SignIn = SomeMission.SignIn("pwd") })));
    }

    [Fact]
    public void A_grant_whose_bound_holds_a_value_that_stays_home_does_not_cross()
    {
        MissionEnvelope withheld = SomeMission.Envelope with { Audiences = [SomeMission.Envelope.Audiences[0] with { ProjectParams = [] }] };
        Assert.Equal("refused: invalid_target", Answer(withheld, Crm));
        Assert.Equal("refused: invalid_target propagation_audience", Answer(withheld, Crm with { Resources = ["mail.message"] }));
    }

    [Fact]
    public void A_grant_of_an_envelope_that_does_not_say_where_its_bounds_come_from_does_not_cross()
    {
        MissionEnvelope old = SomeMission.Envelope with { Grants = [.. SomeMission.Envelope.Grants.Select(grant => grant with { BoundBy = null })] };
        Assert.Equal("refused: invalid_target", Answer(old, Crm));
        using JsonDocument stored = JsonDocument.Parse(EnvelopeJson.Write(old));
        Assert.Equal(old, EnvelopeJson.Read(stored.RootElement));
    }

    [Fact]
    public void A_literal_bound_crosses_to_an_audience_that_learns_no_param()
    {
        MissionEnvelope envelope = SomeMission.EnvelopeOf(Literal);
        ProjectedGrant grant = Assert.Single(Claims(envelope).Grants);
        Assert.Equal([new AttributeBound("id", When.Is(FactName.Attribute("id"), Comparison.StartsWith, FactValue.Text("msg_")))], grant.Where);
        Assert.Equal("{}", Claims(envelope).ParamsJson);
    }

    [Fact]
    public void A_bound_that_allows_nothing_keeps_its_grant_home() =>
        Assert.Equal("refused: invalid_target", Answer(SomeMission.EnvelopeOf(SomeMission.Meeting, """{"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}"""), Crm));

    [Fact]
    public void What_is_asked_narrows_the_bounds_and_never_widens_them()
    {
        Condition none = When.Is(FactName.Attribute("recipients"), Comparison.SubsetOf, FactValue.TextSet([]));
        Condition press = When.Is(FactName.Attribute("recipients"), Comparison.SubsetOf, FactValue.TextSet(["press@example.org"]));
        ProjectionClaims claims = Claims(SomeMission.Envelope, Crm with { Constraints = [none], Identifier = "msg_1" });
        Assert.Equal([OnlyTheTeam, new AttributeBound("recipients", none)], Assert.Single(claims.Grants).Where);
        Assert.Equal("msg_1", claims.Identifier);
        Assert.Equal("refused: param_outside_bounds", Answer(SomeMission.Envelope, Crm with { Constraints = [press] }));
        Assert.Equal("refused: param_outside_bounds", Answer(SomeMission.EnvelopeOf(Literal), Crm with { Identifier = "evt_1" }));
    }

    [Fact]
    public void A_smaller_scope_leaves_the_rest_out_of_the_claims()
    {
        Assert.Equal(["send"], Assert.Single(Claims(SomeMission.Envelope, Crm with { Scopes = ["mail.message.send"] }).Grants).Operations);
        Assert.Empty(Claims(SomeMission.Envelope, Crm with { Scopes = ["mail.message.delete"] }).Grants);
    }

    private static string Answer(MissionEnvelope envelope, ProjectionRequest request) =>
        Answers.Text(Projection.Decide(Vocabulary, CompiledEnvelope.From(envelope), request));

    private static ProjectionClaims Claims(MissionEnvelope envelope, ProjectionRequest? request = null) =>
        Assert.IsType<ProjectionDecision.Project>(Projection.Decide(Vocabulary, CompiledEnvelope.From(envelope), request ?? Crm)).Claims;
}

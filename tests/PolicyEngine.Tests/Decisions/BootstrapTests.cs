using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>The decision flow of the handoff, row by row, where no Mission is named.</summary>
public sealed class BootstrapTests
{
    private static readonly CompiledPurpose Meeting = SomeMission.Meeting;

    private static readonly CompiledPurpose Auto = SomeMission.MeetingWith("approval: { mode: user }", "approval: { mode: auto }");

    private static readonly CompiledPurpose Reviewed = SomeMission.MeetingWith(
        "approval: { mode: user }",
        "approval: { mode: review, review: { reviewers: [group:it], approvals: 2, not_the_requester: true, expires_after: 72h, interim_id_token: true, provisional: { resources: [calendar.event], operations: [read], lifetime: 15m } } }");

    private static readonly CompiledPurpose Precreated = SomeMission.MeetingWith("approval: { mode: user }", "approval: { mode: user, precreated: true }");

    private static readonly CompiledPurpose VerifiedActors = SomeMission.MeetingWith("authentication:\n", "authentication:\n  verified_actor: true\n");

    private static readonly BootstrapFacts Facts = SomeMission.Facts(Meeting);

    public static TheoryData<string, CompiledPurpose?, BootstrapFacts, string> Table => new()
    {
        { "1 authentication did not succeed", Meeting, Facts with { SignIn = null }, "refused: authentication_failed" },
        { "2 no applied context", Meeting, Facts with { Context = null }, "refused: context_missing" },
        { "4 no entry", null, Facts, "refused: purpose_unknown" },
        { "4 another entry's kind", Meeting, Facts with { Context = Facts.Context! with { Kind = "https://x.example/y" } }, "refused: purpose_unknown" },
        { "5 the client is not allowed", Meeting, Facts with { Context = Facts.Context! with { Client = "finance-agent" } }, "refused: client_not_allowed" },
        { "5 the application is not allowed", Meeting, Facts with { Context = Facts.Context! with { Application = "other" } }, "refused: app_not_allowed" },
        { "5 no application where one is needed", Meeting, Facts with { Context = Facts.Context! with { Application = null } }, "refused: app_not_allowed" },
        { "5 the tenant is not allowed", Meeting, Facts with { Context = Facts.Context! with { Tenant = "customer.example" } }, "refused: tenant_not_allowed" },
        { "5 all three at once", Meeting, Facts with { Context = Facts.Context! with { Client = "x", Application = "x", Tenant = "x" } }, "refused: tenant_not_allowed client_not_allowed app_not_allowed" },
        { "5 the actor must be verified", VerifiedActors, Facts, "refused: actor_not_verified" },
        { "5 a claimed actor is not verified", VerifiedActors, Facts with { ClaimedActor = new AdvisoryActor("agent", "agent_1") }, "refused: actor_not_verified" },
        { "7 too weak", Meeting, Facts with { SignIn = SomeMission.SignIn("pwd") }, "step_up: step_up_required" },
        { "7 a level that nobody knows", Meeting, Facts with { SignIn = SomeMission.SignIn("gold") }, "step_up: step_up_required" },
        { "7 too old", Meeting, Facts with { SignIn = SomeMission.SignIn("phr", TimeSpan.FromMinutes(31)) }, "step_up: step_up_required" },
        { "7 old enough to the second", Meeting, Facts with { SignIn = SomeMission.SignIn("phr", TimeSpan.FromMinutes(30)) }, "confirm Create: created" },
        { "7 signed in tomorrow", Meeting, Facts with { SignIn = SomeMission.SignIn("phr", TimeSpan.FromDays(-1)) }, "step_up: step_up_required" },
        { "7 an agent asks", Meeting, Facts with { SignIn = SomeMission.SignIn("mfa"), ClaimedActor = new AdvisoryActor("agent", null) }, "step_up: step_up_required" },
        { "7 an agent asks, strong enough", Meeting, Facts with { ClaimedActor = new AdvisoryActor("agent", null) }, "confirm Create: created" },
        { "8 too weak and nobody is there", Meeting, Facts with { SignIn = SomeMission.SignIn("pwd"), UserPresent = false }, "refused: assurance_not_met" },
        { "20 policy needs a pre-created Mission", Precreated, Facts, "refused: precreated_required" },
        { "21 the rule grants", Auto, Facts, "granted Create: created" },
        { "21 the person has to say yes", Meeting, Facts, "confirm Create: created" },
        { "21 the person said yes", Meeting, Facts with { Answer = UserAnswer.Approved }, "granted Create: created" },
        { "22 review", Reviewed, Facts, "review: review_required" },
        { "22 the person's yes is no review", Reviewed, Facts with { Answer = UserAnswer.Approved }, "review: review_required" },
        { "23 review, but the request cannot wait", Reviewed, Facts with { DeferralAllowed = false }, "refused: deferral_required" },
        { "24 the person said no", Meeting, Facts with { Answer = UserAnswer.Declined }, "refused: user_declined" },
        { "24 no, even where a rule would grant", Auto, Facts with { Answer = UserAnswer.Declined }, "refused: user_declined" },
        { "25 nothing is left of the life", Meeting, Facts with { Context = Facts.Context! with { MaxDuration = TimeSpan.Zero } }, "refused: compile_failed" },
        { "25 the client may not live", Meeting, Facts with { ClientMaxLifetime = TimeSpan.Zero }, "refused: compile_failed" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_row_decides(string row, CompiledPurpose? purpose, BootstrapFacts facts, string expected)
    {
        Assert.NotEmpty(row);
        Assert.Equal(expected, Answers.Text(Bootstrap.Decide(purpose, facts)));
    }

    [Fact]
    public void Rows_are_tried_in_their_order_so_a_refusal_never_asks_for_a_stronger_sign_in_first() => Assert.Equal(
        "refused: client_not_allowed",
        Answers.Text(Bootstrap.Decide(Meeting, Facts with { SignIn = SomeMission.SignIn("pwd"), Context = Facts.Context! with { Client = "x" } })));

    [Fact]
    public void Every_matching_step_up_rule_counts_the_strongest_level_and_the_smallest_age_win()
    {
        string many = string.Join(',', Enumerable.Range(0, 21).Select(index => $"\"a{index}@example.com\""));
        BootstrapFacts facts = Facts with
        {
            Context = SomeMission.Applied(Meeting, SomeMission.Params.Replace("\"eng-team@example.com\"", many, StringComparison.Ordinal)),
            SignIn = SomeMission.SignIn("mfa", TimeSpan.FromMinutes(1)),
            ClaimedActor = new AdvisoryActor("agent", null),
        };
        BootstrapDecision.StepUp step = Assert.IsType<BootstrapDecision.StepUp>(Bootstrap.Decide(Meeting, facts));
        Assert.Equal("phr", step.Requirement.Acr);
        Assert.Equal(TimeSpan.Zero, step.Requirement.MaxAge);
        Assert.Equal(["authentication.step_up.agents", "authentication.step_up.many"], step.Reasons.Select(reason => reason.RuleId));
    }

    [Fact]
    public void A_fresh_sign_in_of_this_interaction_meets_an_age_of_zero_though_time_has_passed()
    {
        CompiledPurpose fresh = SomeMission.MeetingWith("max_age: 30m", "max_age: 0s");
        SignInFacts now = SomeMission.SignIn("phr", TimeSpan.FromSeconds(20)) with { InThisInteraction = true };
        Assert.Equal("confirm Create: created", Answers.Text(Bootstrap.Decide(fresh, Facts with { SignIn = now })));
        Assert.Equal("step_up: step_up_required", Answers.Text(Bootstrap.Decide(fresh, Facts with { SignIn = now with { InThisInteraction = false } })));
    }

    [Fact]
    public void A_verified_actor_is_bound_into_the_envelope_and_a_claimed_one_is_not()
    {
        MissionEnvelope claimed = Granted(Facts with { Answer = UserAnswer.Approved, ClaimedActor = new AdvisoryActor("agent", "agent_1") });
        MissionEnvelope verified = Granted(Facts with { Answer = UserAnswer.Approved, Actor = new VerifiedActor("agent", "agent_1", "dpop") });
        Assert.Null(claimed.Actor);
        Assert.Equal("agent_1", verified.Actor);
    }

    [Fact]
    public void The_life_is_the_shortest_of_entry_context_and_client()
    {
        BootstrapFacts yes = Facts with { Answer = UserAnswer.Approved };
        Assert.Equal(TimeSpan.FromHours(8), Life(yes));
        Assert.Equal(TimeSpan.FromHours(2), Life(yes with { Context = yes.Context! with { MaxDuration = TimeSpan.FromHours(2) } }));
        Assert.Equal(TimeSpan.FromHours(1), Life(yes with { Context = yes.Context! with { ExpiresAt = SomeMission.Now + TimeSpan.FromHours(1) } }));
        Assert.Equal(TimeSpan.FromMinutes(5), Life(yes with { ClientMaxLifetime = TimeSpan.FromMinutes(5) }));
        Assert.Equal(TimeSpan.FromHours(8), Life(yes with { Context = yes.Context! with { MaxDuration = TimeSpan.FromDays(99) } }));
    }

    [Fact]
    public void A_review_shows_the_full_envelope_and_a_provisional_one_inside_it()
    {
        BootstrapDecision.Review review = Assert.IsType<BootstrapDecision.Review>(Bootstrap.Decide(Reviewed, Facts));
        MissionEnvelope provisional = Assert.IsType<MissionEnvelope>(review.Provisional);
        Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(review.Envelope, provisional));
        Assert.Equal(["read"], provisional.Grants.Single().Operations);
        Assert.Equal(TimeSpan.FromMinutes(15), provisional.Lifetime.End - provisional.Lifetime.Start);
        Assert.Equal(0, provisional.PropagationDepth);
    }

    [Fact]
    public void Audit_only_params_and_display_never_reach_the_envelope()
    {
        string json = EnvelopeJson.Write(Granted(Facts with { Answer = UserAnswer.Approved }));
        Assert.Contains("cal_team01", json, StringComparison.Ordinal);
        Assert.DoesNotContain("weekly", json, StringComparison.Ordinal);
    }

    private static MissionEnvelope Granted(BootstrapFacts facts) =>
        Assert.IsType<BootstrapDecision.Granted>(Bootstrap.Decide(Meeting, facts)).Envelope;

    private static TimeSpan Life(BootstrapFacts facts)
    {
        Lifetime life = Granted(facts).Lifetime;
        return life.End - life.Start;
    }
}

using System.Text.Json;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>One edit of a sample entry, and what a reviewer reads about it.</summary>
public sealed class SingleEditTests
{
    private const string Meeting = "schedule-meeting.yaml";
    private const string Payment = "payment-batch.yaml";
    private const string Leaver = "deprovision-user-access.yaml";

    private const string Review = """
        mode: review
          review:
            reviewers: [group:finance-controllers]
            approvals: 2
            not_the_requester: true
            expires_after: 48h
            reviewer_strength: { acr: phr, max_age: 15m }
        """;

    public static TheoryData<string, string, string, DiffDimension, string, string> Widenings => new()
    {
        { Meeting, "clients: [assistant]", "clients: [assistant, it-agent]", DiffDimension.Clients, "client `it-agent` is new", "refused: client_not_allowed -> granted: created" },
        { Payment, "applications: [treasury], ", "", DiffDimension.Applications, "every application may use it now", "refused: app_not_allowed -> review: review_required" },
        { Payment, "tenants: [example.com]", "tenants: [example.com, other.example]", DiffDimension.Tenants, "tenant `other.example` is new", "refused: tenant_not_allowed -> review: review_required" },
        { Meeting, "{6,32}", "{6,40}", DiffDimension.Params, "the schema of `calendar` changes: params are accepted that were not", "refused: params_invalid -> granted: created" },
        { Meeting, "maxItems: 50", "maxItems: 60", DiffDimension.Params, "the schema of `attendees` changes: params are accepted that were not", "refused: params_invalid -> granted: created" },
        { Payment, "maximum: 250000", "maximum: 300000", DiffDimension.Params, "the schema of `limit` changes: params are accepted that were not", "refused: params_invalid -> review: review_required" },
        { Payment, "multipleOf: 0.01", "multipleOf: 0.001", DiffDimension.Params, "the schema of `limit` changes: params are accepted that were not", "refused: params_invalid -> review: review_required" },
        { Payment, "enum: [CHF, EUR, USD]", "enum: [CHF, EUR, USD, GBP]", DiffDimension.Params, "the schema of `currency` changes: params are accepted that were not", "refused: params_invalid -> review: review_required" },
        { Meeting, "acr: phr }", "acr: mfa }", DiffDimension.Authentication, "step-up `agents-need-phishing-resistant` becomes acr mfa when actor_type is one of [agent, service]", "step_up: acr phr, at most PT30M old -> granted: created" },
        { Meeting, "acr: mfa, max_age: 30m", "acr: pwd, max_age: 30m", DiffDimension.Authentication, "the base requirement \"acr mfa, at most PT30M old\" becomes \"acr pwd, at most PT30M old\"", "step_up: acr mfa, at most PT30M old -> granted: created" },
        { Meeting, "max_age: 30m", "max_age: 60m", DiffDimension.Authentication, "the base requirement \"acr mfa, at most PT30M old\" becomes \"acr mfa, at most PT1H old\"", "step_up: acr mfa, at most PT30M old -> granted: created" },
        { Meeting, "count_over: 20", "count_over: 30", DiffDimension.Authentication, "step-up `many-attendees-again` becomes acr phr, at most PT0S old when params.attendees has more than this many: 30", "step_up: acr phr, at most PT0S old -> granted: created" },
        { Meeting, "actor_type: [agent, service]", "actor_type: [agent]", DiffDimension.Authentication, "step-up `agents-need-phishing-resistant` becomes acr phr when actor_type is one of [agent]", "step_up: acr phr, at most PT30M old -> granted: created" },
        { Payment, "over: 50000", "over: 60000", DiffDimension.Authentication, "step-up `large-limits-need-hardware-now` becomes acr phrh, at most PT0S old when params.limit is over 60000", "step_up: acr phrh, at most PT0S old -> review: review_required" },
        { Leaver, "verified_actor: true", "verified_actor: false", DiffDimension.Authentication, "no verified actor is needed any more", "refused: actor_not_verified -> review: review_required" },
        { Meeting, "mode: user", "mode: auto", DiffDimension.Approval, "approval `user` becomes `auto`", "confirm: created -> granted: created" },
        { Payment, Review, "mode: user", DiffDimension.Approval, "approval `review` becomes `user`", "review: review_required -> granted: created" },
        { Meeting, "mode: user", "mode: user\n  approvers: [group:leads]", DiffDimension.Approval, "approver `group:leads` is new", "refused: mission_unknown -> granted: approved" },
        { Meeting, "remember_decline: 10m", "remember_decline: 5m", DiffDimension.Approval, "a decline is remembered for PT5M instead of PT10M", "deny: recently_declined, param_outside_bounds, tenant_outside -> reapprove: param_outside_bounds, tenant_outside" },
        { Meeting, "most: 20, per: 1h", "most: 21, per: 1h", DiffDimension.Approval, "a client may ask one person 21 times in PT1H instead of 20 times in PT1H", "refused: asked_too_often -> confirm: created" },
        { Meeting, "most: 20, per: 1h", "most: 20, per: 59m", DiffDimension.Approval, "a client may ask one person 20 times in PT59M instead of 20 times in PT1H", "refused: asked_too_often -> confirm: created" },
        { Meeting, "\n  prompts: { most: 20, per: 1h }", "", DiffDimension.Approval, "a client may ask one person any number of times instead of 20 times in PT1H", "refused: asked_too_often -> confirm: created" },
        { Payment, "most: 5, per: 1h", "most: 6, per: 1h", DiffDimension.Approval, "a client may ask one person 6 times in PT1H instead of 5 times in PT1H", "refused: asked_too_often -> review: review_required" },
        { Payment, "reviewers: [group:finance-controllers]", "reviewers: [group:finance-controllers, group:all]", DiffDimension.Review, "reviewer `group:all` is new", "refused: not_a_reviewer -> approved" },
        { Payment, "approvals: 2", "approvals: 1", DiffDimension.Review, "1 instead of 2 approvals", "open: 1 missing -> approved" },
        { Payment, "not_the_requester: true", "not_the_requester: false", DiffDimension.Review, "the requester may decide", "refused: requester_may_not_decide -> approved" },
        { Payment, "expires_after: 48h", "expires_after: 72h", DiffDimension.Review, "a review waits P3D instead of P2D", "refused: review_closed -> approved" },
        { Payment, "reviewer_strength: { acr: phr, max_age: 15m }", "reviewer_strength: { acr: mfa, max_age: 15m }", DiffDimension.Review, "the reviewers' sign-in \"acr phr, at most PT15M old\" becomes \"acr mfa, at most PT15M old\"", "step_up: acr phr, at most PT15M old -> approved" },
        { Payment, "    expires_after: 48h", "    expires_after: 48h\n    interim_id_token: true", DiffDimension.Review, "an ID token is given while the review waits", "review: review_required -> review: review_required, with an interim ID token" },
        { Leaver, "operations: [read], lifetime: 15m", "operations: [read, disable], lifetime: 15m", DiffDimension.Review, "operation `disable` on `directory.user` is given while the review waits", "while the review waits: reapprove: operation_outside -> while the review waits: inside" },
        { Leaver, "lifetime: 15m }", "lifetime: 20m }", DiffDimension.Review, "what is given while the review waits lasts PT20M instead of PT15M", "while the review waits: deny: mission_not_active -> while the review waits: inside" },
        { Meeting, "operations: [read, create, update]", "operations: [read, create, update, delete]", DiffDimension.Authority, "operation `delete` on `calendar.event` is new", "reapprove: operation_stronger -> inside" },
        { Meeting, "      starts: { within: params.window }\n", "", DiffDimension.Authority, "operations `create`, `read`, `update` on `calendar.event`: no longer bound: starts is at least params.window.from and starts is under params.window.to", "reapprove: param_outside_bounds -> inside" },
        { Payment, "over: 0, at_most", "at_most", DiffDimension.Authority, "operations `execute`, `prepare`, `read` on `payment.transfer`: the bound \"amount is at most params.limit and amount is over 0\" becomes \"amount is at most params.limit\"", "reapprove: param_outside_bounds -> inside" },
        { Payment, "currency: { equals: params.currency }", "currency: { starts_with: params.currency }", DiffDimension.Authority, "operations `execute`, `prepare`, `read` on `payment.transfer`: the bound \"currency is params.currency\" becomes \"currency begins with params.currency\"", "reapprove: param_outside_bounds -> inside" },
        { Meeting, "never:\n  - { resource: mail.message, operations: [delete] }\n", "", DiffDimension.Never, "operation `delete` on `mail.message` is no longer forbidden", "deny: forbidden_by_catalog, param_outside_bounds, operation_stronger -> reapprove: param_outside_bounds, operation_stronger" },
        { Meeting, "max: 8h", "max: 12h", DiffDimension.Lifetime, "a Mission lasts PT12H instead of PT8H", "granted: created, lasts PT8H -> granted: created, lasts PT12H" },
        { Meeting, ", idle: 1h", "", DiffDimension.Lifetime, "a Mission may be silent for any time instead of PT1H", "deny: mission_not_active -> inside" },
        { Meeting, "depth: 1", "depth: 2", DiffDimension.Propagation, "depth 2 instead of 1", "refused: propagation_depth -> project: params {}, actor none, until 2026-12-01T09:05:00Z" },
        { Meeting, "params: [attendees]", "params: [attendees, calendar]", DiffDimension.Propagation, "audience https://crm-as.example.com: param `calendar` crosses now", "project: params {}, actor none, until 2026-12-01T09:05:00Z -> project: params {\"calendar\":\"cal_aaaaaa\"}, actor none, until 2026-12-01T09:05:00Z" },
        { Meeting, "resources: [crm.activity]", "resources: [crm.activity, mail.message]", DiffDimension.Propagation, "audience https://crm-as.example.com: resource `mail.message` crosses now", "refused: invalid_target, propagation_audience -> project: params {\"attendees\":[]}, bounds mail.message recipients only has [], actor none, until 2026-12-01T09:05:00Z" },
        { Meeting, "within: 24h", "within: 48h", DiffDimension.Resume, "a Mission may be resumed within P2D instead of P1D", "granted: recreated, resume_incompatible -> granted: resumed" },
        { Meeting, "tenant, actor, params.calendar]", "tenant, params.calendar]", DiffDimension.Resume, "actor need not be the same any more", "granted: recreated, resume_incompatible -> granted: resumed" },
        { Payment, "otherwise: reject", "otherwise: recreate", DiffDimension.Resume, "what cannot be resumed is made anew instead of rejected", "refused: resume_incompatible -> review: review_required" },
        { Meeting, "resume:\n", "on_change: keep\nresume:\n", DiffDimension.OnChange, "a changed entry keeps live Missions instead of narrowing them", "suspended: catalog_narrowed, client_not_allowed -> goes on" },
        { Payment, "on_change: suspend ", "on_change: narrow ", DiffDimension.OnChange, "a changed entry narrows live Missions instead of suspending them", "suspended: catalog_changed -> goes on" },
        { Payment, "on_change: suspend", "on_change: keep", DiffDimension.OnChange, "a changed entry keeps live Missions instead of suspending them", "suspended: catalog_changed -> goes on" },
    };

    [Theory]
    [MemberData(nameof(Widenings))]
    public void A_widening_edit_is_widened_with_a_witness_and_its_undoing_is_narrowed(
        string file, string old, string replacement, DiffDimension dimension, string summary, string answers)
    {
        CatalogDifference difference = Edit.Diff(file, old, replacement);
        PurposeDifference purpose = Assert.Single(difference.Purposes, purpose => purpose.Classification != Change.Equivalent);
        DimensionDifference found = Assert.Single(purpose.Dimensions);
        Assert.Equal((Change.Widened, dimension, Change.Widened), (purpose.Classification, found.Dimension, found.Classification));
        Assert.Equal(summary, found.Summary);
        Assert.Equal(answers, $"{found.Witness!.BeforeAnswer} -> {found.Witness.AfterAnswer}");
        using (JsonDocument question = JsonDocument.Parse(found.Witness.Question))
        {
            Assert.Equal(JsonValueKind.Object, question.RootElement.GetProperty("mission").ValueKind);
        }

        Assert.True(difference.IsWidened);
        Assert.EndsWith(file, found.After.File, StringComparison.Ordinal);
        DimensionDifference undone = Assert.Single(Edit.Undo(file, old, replacement).Purposes.SelectMany(one => one.Dimensions));
        Assert.Equal((dimension, Change.Narrowed), (undone.Dimension, undone.Classification));
        Assert.Null(undone.Witness);
    }

    [Theory]
    [InlineData(Meeting, "summary: Find a time", "summary: Please find a time")]
    [InlineData(Meeting, "name: agents-need-phishing-resistant", "name: renamed")]
    [InlineData(Meeting, "operations: [read, create, update]", "operations: [update, create]")]
    [InlineData(Meeting, "version: 4", "version: 5 # raised")]
    [InlineData(Meeting, "- name: another object of the same allowed class", "- name: renamed")]
    [InlineData(Meeting, "same: [subject, tenant, actor, params.calendar]", "same: [actor, subject, tenant]")]
    [InlineData(Payment, "^bat_[0-9]{8}$", "^bat_\\\\d{2}\\\\d{6}$")]
    [InlineData(Payment, "operations: [prepare, execute]", "operations: [execute, prepare, read]")]
    [InlineData(Payment, "currency: { equals: params.currency }", "currency: { equals: params.currency, starts_with: params.currency }")]
    [InlineData(Payment, "when: { params.limit: { over: 50000 } }", "when: { not: { params.limit: { at_most: 50000 } } }")]
    [InlineData(Payment, "amount: { over: 0, at_most: params.limit }", "not: { amount: { at_most: 0 } }\n      amount: { at_most: params.limit }")]
    [InlineData(Payment, "\n    reviewer_strength: { acr: phr, max_age: 15m }", "")]
    [InlineData("resource-classes.yaml", "create: { title: record, implies: [read] }", "create: { title: write down, implies: [read] }")]
    public void An_edit_that_changes_no_answer_is_equivalent(string file, string old, string replacement)
    {
        CatalogDifference difference = Edit.Diff(file, old, replacement);
        Assert.All(
            difference.Purposes, purpose => Assert.Equal((Change.Equivalent, 0), (purpose.Classification, purpose.Dimensions.Count)));
        Assert.False(difference.IsWidened || difference.IsUndecided);
    }

    [Fact]
    public void A_bound_that_loses_one_thing_and_gains_another_is_incomparable_and_still_shows_what_became_possible()
    {
        DimensionDifference found = Only(
            Edit.Diff(Meeting, "where: { recipients: { subset_of: params.attendees } }", "where: { recipients: { count_at_most: 5 } }"));
        Assert.Equal(Change.Incomparable, found.Classification);
        Assert.Equal("inside", found.Witness!.AfterAnswer);
    }

    [Fact]
    public void A_bound_that_no_longer_crosses_is_a_widening_of_what_crosses_too()
    {
        CatalogDifference difference = Edit.Diff(
            "crm-follow-up.yaml", "where: { account: { equals: params.account } }", "where: { id: { starts_with: act_ } }");
        DimensionDifference[] crossing = [.. Assert.Single(difference.Purposes, purpose => purpose.Classification != Change.Equivalent).Dimensions
            .Where(found => found.Dimension == DiffDimension.Propagation).OrderByDescending(found => found.Classification == Change.Widened)];
        Assert.Equal([Change.Widened, Change.Narrowed], crossing.Select(found => found.Classification));
        Assert.Equal(
            "audience https://crm-as.example.com: the bound on `account` of `crm.activity` no longer crosses", crossing[0].Summary);
        Assert.Contains(", bounds crm.activity account is acc_", crossing[0].Witness!.BeforeAnswer, StringComparison.Ordinal);
        Assert.Contains(", bounds crm.activity id begins with act_", crossing[0].Witness!.AfterAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public void Reviewers_who_had_to_meet_the_base_requirement_and_need_less_now_are_a_widening()
    {
        DimensionDifference found = Only(CatalogDiff.Compare(
            Edit.Of(Payment, "\n    reviewer_strength: { acr: phr, max_age: 15m }", ""),
            Edit.Of(Payment, "reviewer_strength: { acr: phr, max_age: 15m }", "reviewer_strength: { acr: mfa, max_age: 15m }")));
        Assert.Equal((DiffDimension.Review, Change.Widened), (found.Dimension, found.Classification));
        Assert.Equal(("step_up: acr phr, at most PT15M old", "approved"), (found.Witness!.BeforeAnswer, found.Witness.AfterAnswer));
    }

    [Fact]
    public void The_number_of_approvals_may_be_the_largest_that_there_is()
    {
        DimensionDifference found = Only(CatalogDiff.Compare(Edit.Of(Payment, "approvals: 2", "approvals: 2147483647"), Edit.Of(Payment, "approvals: 2", "approvals: 2147483646")));
        Assert.Equal(("open: 1 missing", "approved"), (found.Witness!.BeforeAnswer, found.Witness.AfterAnswer));
    }

    [Fact]
    public void A_client_that_takes_the_place_of_another_does_not_hide_what_else_becomes_possible()
    {
        CatalogDifference difference = Edit.Diff(Meeting, "clients: [assistant]", "clients: [it-agent]", "operations: [read, create, update]", "operations: [read, create, update, delete]");
        Assert.Equal(
            ["Clients Narrowed", "Clients Widened", "Authority Widened"],
            difference.Purposes.SelectMany(purpose => purpose.Dimensions).Select(one => $"{one.Dimension} {one.Classification}"));
        Assert.Equal(Change.Incomparable, difference.Purposes.Single(purpose => purpose.IsWidened).Classification);
    }

    [Fact]
    public void A_new_required_param_does_not_hide_a_new_operation()
    {
        CatalogDifference difference = Edit.Diff(
            Meeting,
            "required: [calendar, window]", "required: [calendar, window, room]",
            "      note: {", "      room: { type: string, maxLength: 9 }\n      note: {",
            "governing: [calendar, ", "governing: [room, calendar, ",
            "operations: [read, create, update]", "operations: [read, create, update, delete]");
        DimensionDifference found = difference.Purposes.SelectMany(purpose => purpose.Dimensions).Single(one => one.Dimension == DiffDimension.Authority);
        Assert.Equal((Change.Widened, "operation `delete` on `calendar.event` is new"), (found.Classification, found.Summary));
        Assert.Contains("\"room\":", found.Witness!.Question, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_that_moves_below_another_one_is_a_meaning_that_changes()
    {
        CatalogDifference difference = Edit.Diff(
            "assurance.yaml",
            "  - { name: mfa, title: Two factors }\n  - { name: phr, title: Phishing-resistant }\n",
            "  - { name: phr, title: Phishing-resistant }\n  - { name: mfa, title: Two factors }\n");
        DimensionDifference payment = Assert.Single(difference.Purposes.Single(purpose => purpose.Kind.EndsWith("payment-batch", StringComparison.Ordinal)).Dimensions, one => one.Dimension == DiffDimension.Authentication);
        Assert.Equal((Change.Widened, "the meaning of the assurance levels changes"), (payment.Classification, payment.Summary));
        Assert.Contains("\"acr\":\"mfa\"", payment.Witness!.Question, StringComparison.Ordinal);
    }

    [Fact]
    public void An_implication_of_the_vocabulary_that_grows_widens_every_purpose_that_holds_the_stronger_operation()
    {
        CatalogDifference difference = Edit.Diff(
            "resource-classes.yaml", "send: { title: send, stronger_than: [read] }", "send: { title: send, implies: [read] }");
        DimensionDifference found = Only(difference);
        Assert.Equal((DiffDimension.Authority, Change.Widened, "operation `read` on `mail.message` is new"), (found.Dimension, found.Classification, found.Summary));
        Assert.Equal("https://assistant.example.com/purposes/schedule-meeting", Assert.Single(difference.Purposes, purpose => purpose.IsWidened).Kind);
    }

    [Fact]
    public void A_pattern_that_cannot_be_compared_is_never_guessed_to_be_equivalent()
    {
        DimensionDifference found = Only(Edit.Diff(Payment, "^bat_[0-9]{8}$", "^bat_\\\\p{Nd}{8}$"));
        Assert.Equal((DiffDimension.Params, Change.Incomparable), (found.Dimension, found.Classification));
        Assert.EndsWith("(could not be decided)", found.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_added_purpose_allows_something_and_a_removed_one_does_not()
    {
        CatalogDifference added = CatalogDiff.Compare(Edit.Without(Meeting), Edit.Sample);
        DimensionDifference found = Only(added);
        Assert.Equal((DiffDimension.Purpose, Change.Added, "refused: purpose_unknown"), (found.Dimension, found.Classification, found.Witness!.BeforeAnswer));
        Assert.True(added.IsWidened);
        CatalogDifference removed = CatalogDiff.Compare(Edit.Sample, Edit.Without(Meeting));
        Assert.Equal((Change.Removed, SourcePosition.None), (Only(removed).Classification, Only(removed).After));
        Assert.False(removed.IsWidened);
    }

    [Fact]
    public void The_same_pair_gives_the_same_answer_every_time()
    {
        Assert.Equal(Print(Edit.Diff(Meeting, "depth: 1", "depth: 2")), Print(Edit.Diff(Meeting, "depth: 1", "depth: 2")));
        Assert.Equal(CatalogDiff.Compare(Edit.Sample, Edit.Sample), CatalogDiff.Compare(Edit.Sample, Edit.Sample));
    }

    private static string Print(CatalogDifference difference) =>
        string.Join('\n', difference.Purposes.SelectMany(purpose => purpose.Dimensions).Select(one => one.ToString()));

    private static DimensionDifference Only(CatalogDifference difference) =>
        Assert.Single(difference.Purposes.SelectMany(purpose => purpose.Dimensions));
}

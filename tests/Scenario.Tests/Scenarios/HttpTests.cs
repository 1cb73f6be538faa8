using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Samples.MeetingAgent.Scenarios;
using MissionPolicy.Samples.MeetingAgent.Story;

namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>The sample's scenarios as <c>--auto</c> plays them.</summary>
[Collection(NeighbourhoodGroup.Name)]
public sealed class HttpTests(Neighbourhood neighbourhood)
{
    [Fact]
    public async Task One_approval_serves_calendar_mail_and_CRM()
    {
        Story story = await neighbourhood.PlayAsync(
            neighbourhood.ByHttp, static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: false, cancellation));
        Assert.Equal(["Calendar", "Mail", "CRM", "Minimum", "Done"], story.Steps.Select(static step => step.Step).Intersect(["Calendar", "Mail", "CRM", "Minimum", "Done"]));
    }

    [Fact]
    public async Task Revocation_half_way_stops_the_rest()
    {
        Story story = await neighbourhood.PlayAsync(
            neighbourhood.ByHttp, static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: true, cancellation));
        Assert.Equal(
            ["Half-way", "Revocation", "Introspection", "Exchange", "Refresh", "Question", "Projection", "Signal", "Unused ID-JAG", "Timeline", "Evidence"],
            story.Steps.TakeLast(11).Select(static step => step.Step));
    }

    [Fact]
    public async Task A_second_account_is_refused_by_the_CRM_itself()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, FollowUpScenario.PlayAsync);
        Assert.Equal(["ID-JAG", "CRM token", "CRM", "Other account"], story.Steps.TakeLast(4).Select(static step => step.Step));
        Assert.Contains("account is outside the bounds of the token", story.Steps[^1].Proof, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_outside_is_approved_on_one_page_that_shows_what_is_new()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, OutsideScenario.PlayAsync);
        Assert.Equal("Old Mission", story.Steps[^1].Step);
    }

    [Fact]
    public async Task Work_outside_waits_for_a_person_without_a_browser_at_hand()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, OutsideDeferredScenario.PlayAsync);
        Assert.Equal(["Deferred", "Meanwhile", "My Missions", "Poll", "New Mission", "Mail token", "Mail", "Old Mission"], story.Steps.TakeLast(8).Select(static step => step.Step));
    }

    [Theory]
    [InlineData(false, "Ping")]
    [InlineData(true, "Poll")]
    public async Task Two_reviewers_agree_while_the_agent_waits(bool poll, string waited)
    {
        Story story = await neighbourhood.PlayAsync(
            neighbourhood.ByHttp, (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll, DeferredEnd.Approved, cancellation));
        Assert.Equal(["Reviewer 1", "Reviewer 2", waited, "Redeemed", "Same Mission", "Directory token", "Done"], story.Steps.TakeLast(7).Select(static step => step.Step));
    }

    [Fact]
    public async Task One_reviewer_who_denies_ends_it()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, static (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll: false, DeferredEnd.Denied, cancellation));
        Assert.Equal(["Reviewer 1", "Ping", "Denied", "Withdrawn"], story.Steps.TakeLast(4).Select(static step => step.Step));
    }

    [Fact]
    public async Task The_agent_may_give_it_up()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, static (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll: true, DeferredEnd.Cancelled, cancellation));
        Assert.Equal(["Restricted", "Cancel", "Cancelled", "Withdrawn"], story.Steps.TakeLast(4).Select(static step => step.Step));
    }

    [Fact]
    public async Task What_nobody_decides_expires()
    {
        Story story = await neighbourhood.PlayAsync(neighbourhood.ByHttp, static (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll: true, DeferredEnd.Expired, cancellation));
        Assert.Equal(["Restricted", "Expired", "Withdrawn"], story.Steps.TakeLast(3).Select(static step => step.Step));
    }

    [Fact]
    public async Task A_no_gives_nothing()
    {
        await neighbourhood.PlayAsync(neighbourhood.AnotherByHttp, static async (stage, cancellation) =>
        {
            MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation);
            BeginResult begun = await client.BeginAsync(new Meeting(TimeProvider.System.GetUtcNow()).Request, cancellation);
            PendingAuthorization pending = Assert.IsType<BeginResult.Ready>(begun).Pending;
            await stage.Person.AnswerAsync(pending.AuthorizationUrl, approve: false, cancellation);
            Completion completion = await client.CompleteAsync(pending, await stage.Callback.NextAsync(cancellation), cancellation);
            CompletionRefusal why = Assert.IsType<Completion.Refused>(completion).Why;
            Assert.Equal("access_denied", Assert.IsType<CompletionRefusal.Declined>(why).Error.Code);
        });
    }
}

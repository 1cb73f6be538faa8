using Microsoft.Playwright;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Scenarios;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>The scenario in a real browser: password, one-time code, passkey of a virtual authenticator, the approval page.</summary>
[Collection(NeighbourhoodGroup.Name)]
public sealed class ChromiumTests(Neighbourhood neighbourhood)
{
    [Fact]
    public async Task One_approval_serves_calendar_mail_and_CRM()
    {
        Story story = await PlayAsync(
            static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: false, cancellation), Approval);
        Assert.Equal("Done", story.Steps[^1].Step);
    }

    [Fact]
    public async Task Revocation_half_way_stops_the_rest()
    {
        Story story = await PlayAsync(
            static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: true, cancellation), Approval);
        Assert.Equal(
            ["Half-way", "Revocation", "Introspection", "Exchange", "Refresh", "Question", "Projection", "Signal", "Unused ID-JAG", "Timeline", "Evidence"],
            story.Steps.TakeLast(11).Select(static step => step.Step));
    }

    [Fact]
    public async Task The_page_of_a_re_approval_begins_with_what_is_new()
    {
        List<string> headings = [];
        await PlayAsync(OutsideScenario.PlayAsync, async page =>
        {
            headings.Add(await page.Locator("h2").First.InnerTextAsync());
            Assert.Equal(1, await page.Locator("button[name=decision][value=stop]").CountAsync());
        });
        Assert.Equal(["What it may do", "What is new"], headings);
    }

    [Fact]
    public async Task The_page_of_a_Mission_that_asks_for_less_lists_apart_what_it_may_ask_for_later()
    {
        string granted = string.Empty;
        string later = string.Empty;
        await PlayAsync(
            static async (stage, cancellation) =>
            {
                MissionRequest request = new Meeting(TimeProvider.System.GetUtcNow()).Request with { AuthorizationDetails = [AuthorizationDetail.Ask(["calendar.event"], ["read"])] };
                using Mission mission = stage.Verified(
                    await stage.AskAsync(await stage.ClientAsync(Stage.Assistant, cancellation), request, null, cancellation), "Approval");
                Assert.IsType<MissionAnswer<MissionToken>.ReapprovalRequired>(
                    await mission.TokenForAsync(Meeting.CalendarAccess, cancellation));
            },
            async page =>
            {
                granted = await page.Locator("div.grant").InnerTextAsync();
                later = await page.Locator("ul#later").InnerTextAsync();
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
            });
        Assert.Contains("Calendar events: read", granted, StringComparison.Ordinal);
        Assert.All(["Calendar events: create, change", "Mail messages: send", "CRM activities: record, read"], words => Assert.Contains(words, later, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_finds_in_My_Missions_what_an_agent_waits_for()
    {
        List<string> headings = [];
        Story story = await PlayAsync(
            OutsideDeferredScenario.PlayAsync, async page => headings.Add(await page.Locator("h2").First.InnerTextAsync()));
        Assert.Equal(["What it may do", "What is new"], headings);
        Assert.Equal("Old Mission", story.Steps[^1].Step);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_reviewers_agree_while_the_agent_waits(bool poll)
    {
        List<string> whom = [];
        Story story = await PlayAsync((stage, cancellation) => DeferredScenario.PlayAsync(stage, poll, DeferredEnd.Approved, cancellation), static _ => Task.CompletedTask, async page =>
        {
            await Review(page);
            whom.Add(await page.Locator("main dl.facts dt:has-text('Approvals') + dd").InnerTextAsync());
        });
        Assert.Equal(["0 of 2", "1 of 2"], whom);
        Assert.Equal("Done", story.Steps[^1].Step);
    }

    [Fact]
    public async Task One_reviewer_who_denies_ends_it()
    {
        Story story = await PlayAsync(static (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll: false, DeferredEnd.Denied, cancellation), static _ => Task.CompletedTask, Review);
        Assert.Equal("Withdrawn", story.Steps[^1].Step);
    }

    [Theory]
    [InlineData(DeferredEnd.Cancelled)]
    [InlineData(DeferredEnd.Expired)]
    internal async Task What_nobody_decides_ends_without_a_reviewer(DeferredEnd end)
    {
        Story story = await PlayAsync(
            (stage, cancellation) => DeferredScenario.PlayAsync(stage, poll: true, end, cancellation), static _ => Task.CompletedTask);
        Assert.Equal("Withdrawn", story.Steps[^1].Step);
    }

    // What a reviewer has to find on the page before it may be decided.
    private static async Task Review(IPage page)
    {
        Assert.Equal("Take a leaver's access away", await page.Locator("h1").InnerTextAsync());
        string text = await page.Locator("main").InnerTextAsync();
        Assert.All(["Alice Ames", "example.com", Leaver.Account, Addresses.Directory, "level phr", "agent_it"], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.Equal(3, await page.Locator("button[name=decision]").CountAsync());
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    // What a person has to find on the page before it may be approved.
    private static async Task Approval(IPage page)
    {
        Assert.Equal("Schedule a meeting", await page.Locator("h1").InnerTextAsync());
        string text = await page.Locator("main").InnerTextAsync();
        Assert.All(
            ["Alice Ames", "example.com", Meeting.CalendarId, Meeting.Team], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        // The client's words are shown as the client's.
        Assert.Contains(Meeting.Title, await page.Locator("figure.quote").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["Approve", "Deny", "Stop asking me"], await page.Locator("button[name=decision]").AllInnerTextsAsync());
        // No script of anybody runs here, and nothing is laid out beyond the window.
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private async Task<Story> PlayAsync(
        Func<Stage, CancellationToken, Task> scenario, Func<IPage, Task> look, Func<IPage, Task>? review = null)
    {
        Needs.Chromium();
        PersonInChromium alice = await neighbourhood.InChromiumAsync();
        IReadOnlyList<PersonInChromium> reviewers = review is null ? [] : await neighbourhood.ReviewersInChromiumAsync();
        int shot = 0;
        alice.OnDecision = page => SeenAsync(page, look);
        foreach (PersonInChromium reviewer in reviewers)
        {
            reviewer.OnDecision = page => SeenAsync(page, review!);
        }

        Story story = await neighbourhood.PlayAsync(alice, scenario, reviewers);
        Assert.True(shot > 0, "nobody looked at a page");
        return story;

        // A picture for whoever wants to see the page; it is beside the test's own files.
        async Task SeenAsync(IPage page, Func<IPage, Task> judge)
        {
            string name = $"{TestContext.Current.TestMethod?.MethodName}-{++shot}.png";
            await page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "pictures", name), FullPage = true });
            await judge(page);
        }
    }
}

using Microsoft.Playwright;
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
        Story story = await PlayAsync(static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: false, cancellation), Approval);
        Assert.Equal("Done", story.Steps[^1].Step);
    }

    [Fact]
    public async Task Revocation_half_way_stops_the_rest()
    {
        Story story = await PlayAsync(static (stage, cancellation) => ScheduleScenario.PlayAsync(stage, revoke: true, cancellation), Approval);
        Assert.Equal("Projection", story.Steps[^1].Step);
    }

    [Fact]
    public async Task The_page_of_a_re_approval_begins_with_what_is_new()
    {
        List<string> headings = [];
        await PlayAsync(OutsideScenario.PlayAsync, async page => headings.Add(await page.Locator("h2").First.InnerTextAsync()));
        Assert.Equal(["What it may do", "What is new"], headings);
    }

    // What a person has to find on the page before it may be approved.
    private static async Task Approval(IPage page)
    {
        Assert.Equal("Schedule a meeting", await page.Locator("h1").InnerTextAsync());
        string text = await page.Locator("main").InnerTextAsync();
        Assert.All(["Alice Ames", "example.com", Meeting.CalendarId, Meeting.Team], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        // The client's words are shown as the client's.
        Assert.Contains(Meeting.Title, await page.Locator("figure.quote").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("button[name=decision]").CountAsync());
        // No script of anybody runs here, and nothing is laid out beyond the window.
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private async Task<Story> PlayAsync(Func<Stage, CancellationToken, Task> scenario, Func<IPage, Task> look)
    {
        Needs.Chromium();
        PersonInChromium alice = await neighbourhood.InChromiumAsync();
        int shot = 0;
        alice.OnDecision = async page =>
        {
            // A picture for whoever wants to see the page; it is beside the test's own files.
            string name = $"{TestContext.Current.TestMethod?.MethodName}-{++shot}.png";
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "pictures", name), FullPage = true });
            await look(page);
        };
        return await neighbourhood.PlayAsync(alice, scenario);
    }
}

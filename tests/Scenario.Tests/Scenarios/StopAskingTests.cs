using Microsoft.Playwright;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Scenarios;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>A person in a real browser reads how often an application asked, stops it, and lets it ask again.</summary>
[Collection(NeighbourhoodGroup.Name)]
public sealed class StopAskingTests(Neighbourhood neighbourhood)
{
    [Fact]
    public async Task A_person_stops_the_questions_on_the_page_and_allows_them_again_in_My_Missions()
    {
        Needs.Chromium();
        // Ravi, because what is stopped is stopped for the other tests as well.
        PersonInChromium ravi = (await neighbourhood.ReviewersInChromiumAsync())[1];
        await neighbourhood.PlayAsync(ravi, async (stage, cancellation) =>
        {
            MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation);
            Assert.DoesNotContain("This application asked you", await ravi.ReadAsync((await BeginAsync(client, cancellation)).AuthorizationUrl, cancellation), StringComparison.Ordinal);

            PendingAuthorization second = await BeginAsync(client, cancellation);
            string page = await ravi.ReadAsync(second.AuthorizationUrl, cancellation);
            Assert.Contains("This application asked you 1 time before in the last hour.", page, StringComparison.Ordinal);
            await SeenAsync(ravi.Page, "approve-asked-before");
            await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "Stop asking me" }).ClickAsync();
            Assert.Equal("user_declined", await RefusedAsync(stage, client, second, cancellation));

            PendingAuthorization third = await BeginAsync(client, cancellation);
            await ravi.Page.GotoAsync(third.AuthorizationUrl.AbsoluteUri);
            Assert.Equal("asking_stopped", await RefusedAsync(stage, client, third, cancellation));

            string list = await ravi.ReadAsync(new Uri(neighbourhood.Addresses.Provider + "/missions"), cancellation);
            Assert.Contains("What you are not asked any more", list, StringComparison.Ordinal);
            Assert.Contains("Schedule a meeting", list, StringComparison.Ordinal);
            await SeenAsync(ravi.Page, "missions-stopped");
            await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "Let it ask again" }).ClickAsync();
            await Assertions.Expect(ravi.Page.Locator("main [role=status]")).ToContainTextAsync("may ask you again");
            await SeenAsync(ravi.Page, "missions-lifted");
            Assert.Contains("This application asked you 2 times before", await ravi.ReadAsync((await BeginAsync(client, cancellation)).AuthorizationUrl, cancellation), StringComparison.Ordinal);
        });
    }

    private static async Task<PendingAuthorization> BeginAsync(MissionClient client, CancellationToken cancellation) =>
        Assert.IsType<BeginResult.Ready>(await client.BeginAsync(new Meeting(TimeProvider.System.GetUtcNow()).Request, cancellation)).Pending;

    private static async Task<string?> RefusedAsync(
        Stage stage, MissionClient client, PendingAuthorization pending, CancellationToken cancellation)
    {
        Completion completion = await client.CompleteAsync(pending, await stage.Callback.NextAsync(cancellation), cancellation);
        return Assert.IsType<CompletionRefusal.Declined>(Assert.IsType<Completion.Refused>(completion).Why).Error.Description;
    }

    // A picture to look at, and what holds for every page: no script, nothing beyond the window.
    private static async Task SeenAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "pictures", name + ".png"), FullPage = true });
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }
}

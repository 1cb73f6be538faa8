using System.Net;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>The page of a sign-in without a purpose: the answer counts for the person who saw it, under what the request asks of the sign-in.</summary>
public sealed class ConsentPageTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_page_that_was_shown_to_one_person_is_not_answered_by_another()
    {
        using TestAgent browser = await BrowserAsync("ada");
        Browser.Page page = await browser.OpenAsync(PlainRequest.Form(("prompt", "consent")));
        await browser.Person.SignInAsync("bob");
        Browser.Page again = await browser.DecideAsync(page, "approve");
        Assert.Equal((HttpStatusCode.OK, null), (again.Status, again.Location));
        Assert.Contains("role=\"alert\"", again.Text, StringComparison.Ordinal);
        Assert.Contains("Bob", again.Text, StringComparison.Ordinal);
        Assert.Contains("code", TestAgent.Answered(await browser.DecideAsync(again, "approve")).Keys);
    }

    [Fact]
    public async Task Another_person_than_the_hinted_one_does_not_answer()
    {
        using TestAgent browser = await BrowserAsync("ada");
        string code = TestAgent.Answered(await browser.OpenAsync(PlainRequest.Form()))["code"];
        string hint = (await browser.TokenAsync(
            AgentSteps.Form(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier)),
            "web-app")).IsOk().Member("id_token");
        Browser.Page page = await browser.OpenAsync(PlainRequest.Form(("prompt", "consent"), ("id_token_hint", hint)));
        await browser.Person.SignInAsync("bob");
        Assert.Equal("login_required", TestAgent.Answered(await browser.DecideAsync(page, "approve"))["error"]);
    }

    [Fact]
    public async Task A_sign_in_that_grew_too_old_over_the_page_is_asked_for_again()
    {
        using TestAgent browser = await BrowserAsync("ada");
        Host.Time.Advance(TimeSpan.FromSeconds(50));
        Browser.Page page = await browser.OpenAsync(PlainRequest.Form(("prompt", "consent"), ("max_age", "60")));
        Host.Time.Advance(TimeSpan.FromSeconds(20));
        Browser.Page asked = await browser.DecideAsync(page, "approve");
        Assert.Equal((HttpStatusCode.OK, null), (asked.Status, asked.Location));
        Assert.StartsWith("/sign-in?", browser.Address, StringComparison.Ordinal);
    }

    private async Task<TestAgent> BrowserAsync(string username)
    {
        TestAgent browser = new(Host);
        await browser.Person.SignInAsync(username);
        return browser;
    }
}

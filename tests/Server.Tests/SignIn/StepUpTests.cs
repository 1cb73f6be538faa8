using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class StepUpTests
{
    [Fact]
    public async Task Two_factors_are_password_then_code()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        (await browser.SignInAsync(query: "?return=%2Fback&acr=mfa")).GoesTo("/sign-in/code?return=%2Fback&acr=mfa");
        (await browser.TypeCodeAsync(query: "?return=%2Fback&acr=mfa")).GoesTo("/back");
        AuthenticatedSession session = (await browser.SessionAsync())!;
        Assert.Equal("mfa", session.Acr);
        Assert.Equal(["pwd", "otp", "mfa"], session.Amr);
    }

    [Fact]
    public async Task A_code_asks_for_the_missing_factor_only_and_moves_the_cookie_but_not_auth_time()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        AuthenticatedSession before = (await browser.SessionAsync())!;
        string cookie = browser.Cookie("mp_session")!;
        host.Time.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/sign-in?return=%2Fback&acr=mfa")).GoesTo("/sign-in/code?return=%2Fback&acr=mfa");
        (await browser.TypeCodeAsync(query: "?return=%2Fback&acr=mfa")).GoesTo("/back");
        AuthenticatedSession after = (await browser.SessionAsync())!;
        Assert.Equal(before.SessionId, after.SessionId);
        Assert.Equal(before.AuthenticatedAt, after.AuthenticatedAt);
        Assert.NotEqual(cookie, browser.Cookie("mp_session"));
        browser.SetCookie("mp_session", cookie);
        Assert.Null(await browser.SessionAsync());
    }

    [Fact]
    public async Task From_password_over_code_to_passkey()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync();
        await browser.TypeCodeAsync(query: "?acr=mfa");
        Assert.Equal(HttpStatusCode.OK, (await browser.RegisterAsync(passkey)).Status);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await browser.GetAsync("/sign-in?return=%2Fback&acr=phr")).GoesTo("/sign-in/with-passkey?return=%2Fback&acr=phr");
        Browser.Page page = await browser.UsePasskeyAsync(passkey, "?return=%2Fback&acr=phr", stepUp: true);
        Assert.Equal("/back", page.Json.GetProperty("location").GetString());
        AuthenticatedSession session = (await browser.SessionAsync())!;
        Assert.Equal("phr", session.Acr);
        Assert.Equal(["hwk", "pop", "user", "mfa"], session.Amr);
        Assert.Equal(host.Time.GetUtcNow(), session.AuthenticatedAt);
    }

    [Fact]
    public async Task A_stronger_session_is_not_asked_again()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        await browser.TypeCodeAsync(query: "?acr=mfa");
        (await browser.GetAsync("/sign-in?return=%2Fback&acr=pwd")).GoesTo("/back");
        (await browser.GetAsync("/sign-in/code?return=%2Fback&acr=mfa")).GoesTo("/back");
    }

    [Fact]
    public async Task An_account_that_lacks_the_factor_is_told_what_is_missing_and_may_go_back()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        (await browser.GetAsync("/sign-in?return=%2Fback&acr=phr")).GoesTo("/sign-in/cannot?return=%2Fback&acr=phr");
        Browser.Page page = await browser.GetAsync("/sign-in/cannot?return=%2Fback&acr=phr");
        Assert.Contains("Set up a passkey", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Set up an authenticator app", page.Text, StringComparison.Ordinal);
        (await browser.SubmitAsync(page, "/sign-in/cannot?return=%2Fback&acr=phr&handler=cancel")).GoesTo("/back?sign_in=cannot");
    }

    [Theory]
    [InlineData("phrh")]
    [InlineData("unheard-of")]
    public async Task A_level_that_no_method_reaches_is_never_satisfied(string acr)
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        (await browser.SignInAsync(query: $"?return=%2Fback&acr={acr}")).GoesTo($"/sign-in/cannot?return=%2Fback&acr={acr}");
        Assert.Contains("Ask your administrator", (await browser.GetAsync($"/sign-in/cannot?acr={acr}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Max_age_asks_again_when_the_sign_in_is_older()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        host.Time.Advance(TimeSpan.FromSeconds(60));
        (await browser.GetAsync("/sign-in?return=%2Fback&max_age=60")).GoesTo("/back");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in?return=%2Fback&max_age=60")).Status);
        (await browser.SignInAsync(query: "?return=%2Fback&max_age=60")).GoesTo("/back");
        Assert.Equal(host.Time.GetUtcNow(), (await browser.SessionAsync())!.AuthenticatedAt);
    }

    [Fact]
    public async Task Max_age_zero_always_asks_and_both_factors_may_take_their_time()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in?return=%2Fback&max_age=0&acr=mfa")).Status);
        Browser.Page step = await browser.SignInAsync(query: "?return=%2Fback&max_age=0&acr=mfa");
        Assert.Equal("/sign-in/code?return=%2Fback&acr=mfa", step.Location);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        (await browser.FillAsync(step.Location!, ("code", browser.Code()))).GoesTo("/back");
    }

    [Fact]
    public async Task A_fixed_age_is_not_outrun_by_an_old_session()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        host.Time.Advance(TimeSpan.FromMinutes(5));
        long since = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Browser.Page page = await browser.GetAsync($"/sign-in/code?return=%2Fback&acr=mfa&since={since}");
        page.GoesTo($"/sign-in?return=%2Fback&acr=mfa&since={since}");
    }

    [Fact]
    public async Task A_code_counts_once_and_earlier_ones_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser first = new(host);
        using Browser second = new(host);
        await first.SignInAsync();
        await second.SignInAsync();
        (await first.TypeCodeAsync(query: "?acr=mfa")).GoesTo("/");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.TypeCodeAsync(query: "?acr=mfa")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.TypeCodeAsync(query: "?acr=mfa", steps: -1)).Status);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        (await second.TypeCodeAsync(query: "?acr=mfa")).GoesTo("/");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public async Task One_step_of_skew_is_accepted(int steps, bool accepted)
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        Browser.Page page = await browser.TypeCodeAsync(query: "?acr=mfa", steps: steps);
        Assert.Equal(accepted ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task The_code_page_without_a_sign_in_asks_for_the_password_first()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        (await browser.GetAsync("/sign-in/code?return=%2Fback&acr=mfa")).GoesTo("/sign-in?return=%2Fback&acr=mfa");
        Browser.Page options = await browser.PostJsonAsync("/sign-in/passkey/options", new JsonObject { ["step_up"] = true });
        Assert.Equal(HttpStatusCode.BadRequest, options.Status);
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Sessions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed partial class SessionTests
{
    [Fact]
    public async Task Sign_out_ends_the_session_also_for_who_kept_the_cookie()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        string cookie = browser.Cookie("mp_session")!;
        (await browser.FillAsync("/sign-out")).GoesTo("/sign-out");
        Assert.Null(browser.Cookie("mp_session"));
        browser.SetCookie("mp_session", cookie);
        Assert.Null(await browser.SessionAsync());
        Assert.Contains("You are signed out", (await browser.GetAsync("/sign-out")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_out_needs_a_form_of_ours()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        Browser.Page foreign = new(default, null, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"x\"", []);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(foreign, "/sign-out")).Status);
        Assert.NotNull(await browser.SessionAsync());
    }

    [Fact]
    public async Task A_session_ends_by_itself()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        host.Time.Advance(TimeSpan.FromMinutes(480));
        Assert.Null(await browser.SessionAsync());
    }

    [Fact]
    public async Task A_session_ended_from_elsewhere_counts_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser first = new(host);
        using Browser second = new(host);
        await first.SignInAsync();
        await second.SignInAsync();
        AuthenticatedSession ended = (await second.SessionAsync())!;
        SessionStore store = host.App.Services.GetRequiredService<SessionStore>();
        Assert.False(await store.EndAsync("user_2", ended.SessionId, TestContext.Current.CancellationToken));
        Browser.Page page = await first.GetAsync("/account");
        Assert.Equal(2, SessionField().Count(page.Text));
        (await first.SubmitAsync(page, "/account?handler=EndSession", ("sid", ended.SessionId))).GoesTo("/account");
        Assert.Null(await second.SessionAsync());
        Assert.NotNull(await first.SessionAsync());
        Assert.False(await store.IsOpenAsync(ended.SessionId, TestContext.Current.CancellationToken));
        Assert.Equal(1, await store.EndAllAsync("user_1", TestContext.Current.CancellationToken));
        Assert.Null(await first.SessionAsync());
    }

    [Fact]
    public async Task A_disabled_account_is_signed_out_and_cannot_sign_in()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        AccountStore accounts = host.App.Services.GetRequiredService<AccountStore>();
        await accounts.ChangeAsync("user_1", account => account with { Disabled = true }, TestContext.Current.CancellationToken);
        Assert.Null(await browser.SessionAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync()).Status);
    }

    [Fact]
    public async Task A_disabled_account_cannot_sign_in_with_its_passkey()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync();
        await browser.TypeCodeAsync(query: "?acr=mfa");
        await browser.RegisterAsync(passkey);
        await host.App.Services.GetRequiredService<AccountStore>().ChangeAsync("user_1", account => account with { Disabled = true }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.UsePasskeyAsync(passkey)).Status);
    }

    [Fact]
    public async Task A_planted_cookie_is_not_taken_over()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser attacker = new(host);
        await attacker.SignInAsync("bob");
        string planted = attacker.Cookie("mp_session")!;
        string bobsSession = (await attacker.SessionAsync())!.SessionId;
        using Browser victim = new(host);
        victim.SetCookie("mp_session", planted);
        await victim.SignInAsync();
        Assert.NotEqual(planted, victim.Cookie("mp_session"));
        Assert.NotEqual(bobsSession, (await victim.SessionAsync())!.SessionId);
        Assert.Null(await attacker.SessionAsync());
    }

    [Theory]
    [InlineData("http://localhost:5100", "mp_session", false)]
    [InlineData("https://op.example", "__Host-mp_session", true)]
    public async Task Cookies_are_out_of_reach_of_script_and_of_other_sites(string issuer, string name, bool secure)
    {
        await using TestHost host = await TestHost.StartAsync($"--Server:Issuer={issuer}");
        using Browser browser = new(host);
        Browser.Page form = await browser.GetAsync("/sign-in");
        string formCookie = form.Headers["Set-Cookie"];
        browser.SetCookie(formCookie[..formCookie.IndexOf('=', StringComparison.Ordinal)], formCookie[(formCookie.IndexOf('=', StringComparison.Ordinal) + 1)..formCookie.IndexOf(';', StringComparison.Ordinal)]);
        Browser.Page page = await browser.SubmitAsync(form, "/sign-in", ("username", "alice"), ("password", Browser.Password));
        string cookie = page.Headers["Set-Cookie"];
        Assert.StartsWith(name + "=", cookie, StringComparison.Ordinal);
        foreach (string set in (string[])[cookie, formCookie])
        {
            Assert.Contains("path=/;", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", set, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(secure, set.Contains("; secure", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(secure, set.StartsWith("__Host-", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("name=\"sid\"")]
    private static partial Regex SessionField();
}

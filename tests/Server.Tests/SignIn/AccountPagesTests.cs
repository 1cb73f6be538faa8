using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed partial class AccountPagesTests
{
    private static readonly string[] Plain =
    [
        "--Accounts:5:Subject=user_9", "--Accounts:5:Username=nora", "--Accounts:5:Name=Nora <b>", $"--Accounts:5:Password={Browser.Password}",
    ];

    [Fact]
    public async Task The_account_page_asks_to_sign_in_and_comes_back()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        (await browser.GetAsync("/account?return=%2Fx")).GoesTo("/sign-in?return=%2Faccount%3Freturn%3D%252Fx");
    }

    [Fact]
    public async Task Somebody_with_a_password_alone_sets_up_an_authenticator_app_and_goes_on()
    {
        await using TestHost host = await TestHost.StartAsync(Plain);
        using Browser browser = new(host);
        using Browser elsewhere = new(host);
        await elsewhere.SignInAsync("nora");
        (await browser.SignInAsync("nora", "?return=%2Fback&acr=mfa")).GoesTo("/sign-in/cannot?return=%2Fback&acr=mfa");
        string path = "/account/authenticator?return=%2Fsign-in%3Facr%3Dmfa";
        Browser.Page page = await browser.GetAsync(path);
        string key = Key().Match(page.Text).Groups[1].Value;
        string pending = WebUtility.HtmlDecode(Pending().Match(page.Text).Groups[1].Value);
        Assert.True(Base32.TryDecode(key, out byte[]? secret));
        long step = Totp.StepOf(host.Time.GetUtcNow());
        Browser.Page wrong = await browser.SubmitAsync(page, path, ("pending", pending), ("code", Totp.Code(secret, step + 5)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        (await browser.SubmitAsync(page, path, ("pending", pending), ("code", Totp.Code(secret, step)))).GoesTo("/sign-in?acr=mfa");
        Assert.NotNull(await browser.SessionAsync());
        Assert.Null(await elsewhere.SessionAsync());
        host.Time.Advance(TimeSpan.FromSeconds(30));
        (await browser.TypeCodeAsync("nora", "?return=%2Fback&acr=mfa")).GoesTo("/back");
    }

    [Fact]
    public async Task A_key_prepared_for_somebody_else_is_not_taken()
    {
        await using TestHost host = await TestHost.StartAsync([.. Plain, "--Accounts:6:Subject=user_10", "--Accounts:6:Username=mallory", $"--Accounts:6:Password={Browser.Password}"]);
        using Browser mallory = new(host);
        using Browser nora = new(host);
        await mallory.SignInAsync("mallory");
        await nora.SignInAsync("nora");
        Browser.Page prepared = await mallory.GetAsync("/account/authenticator");
        Assert.True(Base32.TryDecode(Key().Match(prepared.Text).Groups[1].Value, out byte[]? secret));
        Browser.Page page = await nora.GetAsync("/account/authenticator");
        Browser.Page answer = await nora.SubmitAsync(
            page, "/account/authenticator", ("pending", WebUtility.HtmlDecode(Pending().Match(prepared.Text).Groups[1].Value)), ("code", Totp.Code(secret, Totp.StepOf(host.Time.GetUtcNow()))));
        answer.GoesTo("/account/authenticator");
        Assert.Null((await host.App.Services.GetRequiredService<AccountStore>().FindAsync("user_9", TestContext.Current.CancellationToken))!.TotpSecret);
    }

    [Fact]
    public async Task A_first_passkey_may_follow_a_fresh_password_and_removing_it_signs_others_out()
    {
        await using TestHost host = await TestHost.StartAsync(Plain);
        using Browser browser = new(host);
        using Browser elsewhere = new(host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync("nora");
        Assert.Equal(HttpStatusCode.OK, (await browser.RegisterAsync(passkey)).Status);
        await browser.UsePasskeyAsync(passkey);
        await elsewhere.UsePasskeyAsync(passkey);
        Browser.Page page = await browser.GetAsync("/account");
        Assert.Contains("Test key", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nora &lt;b&gt;", page.Text, StringComparison.Ordinal);
        (await browser.SubmitAsync(page, "/account?handler=RemovePasskey", ("id", passkey.Id))).GoesTo("/account");
        Assert.NotNull(await browser.SessionAsync());
        Assert.Null(await elsewhere.SessionAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await elsewhere.UsePasskeyAsync(passkey)).Status);
    }

    [Fact]
    public async Task Removing_needs_the_second_factor_that_there_is()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        Browser.Page page = await browser.GetAsync("/account");
        Browser.Page refused = await browser.SubmitAsync(page, "/account?handler=RemoveAuthenticator");
        Assert.StartsWith("/sign-in?return=%2Faccount", refused.Location, StringComparison.Ordinal);
        Assert.Contains("acr=mfa", refused.Location, StringComparison.Ordinal);
        await browser.TypeCodeAsync(query: "?acr=mfa");
        (await browser.SubmitAsync(page, "/account?handler=RemoveAuthenticator")).GoesTo("/account");
        Assert.Null((await host.App.Services.GetRequiredService<AccountStore>().FindAsync("user_1", TestContext.Current.CancellationToken))!.TotpSecret);
    }

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"pending\" value=\"([^\"]+)\"")]
    private static partial Regex Pending();
}

using System.Net;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class ThrottleTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("nobody-of-this-name")]
    public async Task Many_wrong_passwords_make_even_the_right_one_wait(string username)
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await FailAsync(browser, username, 5);
        Browser.Page waits = await browser.SignInAsync(username);
        Assert.Equal(HttpStatusCode.TooManyRequests, waits.Status);
        Assert.Equal("5", waits.Headers["Retry-After"]);
        Assert.Null(await browser.SessionAsync());
    }

    [Fact]
    public async Task The_wait_ends_and_doubles_with_each_further_failure()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await FailAsync(browser, "alice", 5);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await FailAsync(browser, "alice", 1);
        Assert.Equal("10", (await browser.SignInAsync()).Headers["Retry-After"]);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        (await browser.SignInAsync()).GoesTo("/");
        await FailAsync(browser, "alice", 4);
        (await browser.SignInAsync()).GoesTo("/");
    }

    [Fact]
    public async Task One_account_that_waits_does_not_hold_up_another()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await FailAsync(browser, "alice", 5);
        (await browser.SignInAsync("bob")).GoesTo("/");
    }

    [Fact]
    public async Task An_address_that_tries_many_names_waits_for_all_of_them()
    {
        await using TestHost host = await TestHost.StartAsync("--SignIn:Throttle:FreeFailuresPerAddress=3");
        using Browser browser = new(host);
        await FailAsync(browser, "one", 1);
        (await browser.SignInAsync("bob")).GoesTo("/");
        await FailAsync(browser, "two", 1);
        await FailAsync(browser, "three", 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync("bob")).Status);
    }

    [Fact]
    public async Task Wrong_codes_make_the_right_one_wait()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = new(host);
        await browser.SignInAsync();
        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.FillAsync("/sign-in/code?acr=mfa", ("code", "abcdef"))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.TypeCodeAsync(query: "?acr=mfa")).Status);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        (await browser.TypeCodeAsync(query: "?acr=mfa")).GoesTo("/");
    }

    private static async Task FailAsync(Browser browser, string username, int times)
    {
        for (int attempt = 0; attempt < times; attempt++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(username, password: "wrong")).Status);
        }
    }
}

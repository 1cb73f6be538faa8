using System.Net;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class PasswordTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task The_right_password_signs_in_and_goes_back()
    {
        using Browser browser = new(Host);
        (await browser.SignInAsync(query: "?return=%2Fauthorize%3Frequest_uri%3Dx")).GoesTo("/authorize?request_uri=x");
        AuthenticatedSession session = (await browser.SessionAsync())!;
        Assert.Equal("user_1", session.Subject);
        Assert.Equal("pwd", session.Acr);
        Assert.Equal(["pwd"], session.Amr);
        Assert.Equal(Host.Time.GetUtcNow(), session.AuthenticatedAt);
    }

    [Fact]
    public async Task A_username_is_the_same_whatever_its_case_and_outer_spaces()
    {
        using Browser browser = new(Host);
        (await browser.SignInAsync(" ALICE ")).GoesTo("/");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_username_get_the_same_answer()
    {
        using Browser browser = new(Host);
        Browser.Page wrong = await browser.SignInAsync("bob", password: "wrong");
        Browser.Page unknown = await browser.SignInAsync("nob", password: "wrong");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Equal(Comparable(wrong, "bob"), Comparable(unknown, "nob"));
        Assert.Null(await browser.SessionAsync());
    }

    [Fact]
    public async Task An_empty_form_is_told_so()
    {
        using Browser browser = new(Host);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.FillAsync("/sign-in")).Status);
    }

    [Fact]
    public async Task What_was_typed_is_encoded_on_the_page()
    {
        using Browser browser = new(Host);
        Browser.Page page = await browser.SignInAsync("\"><script>alert(1)</script>", password: "wrong");
        Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_its_antiforgery_token_is_refused()
    {
        using Browser browser = new(Host);
        Browser.Page page = await browser.SubmitAsync(new Browser.Page(default, null, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"x\"", []), "/sign-in", ("username", "alice"), ("password", Browser.Password));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("reload the page", page.Text, StringComparison.Ordinal);
        Assert.Null(await browser.SessionAsync());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task A_return_address_elsewhere_is_not_followed(string back)
    {
        using Browser browser = new(Host);
        (await browser.SignInAsync(query: "?return=" + Uri.EscapeDataString(back))).GoesTo("/");
        (await browser.GetAsync("/sign-in?return=" + Uri.EscapeDataString(back))).GoesTo("/");
    }

    [Fact]
    public async Task Cancel_goes_back_and_says_so()
    {
        using Browser browser = new(Host);
        string query = "?return=%2Fback%3Fa%3D1&acr=mfa";
        Browser.Page page = await browser.GetAsync("/sign-in" + query);
        (await browser.SubmitAsync(page, $"/sign-in{query}&handler=cancel")).GoesTo("/back?a=1&sign_in=cancelled");
    }

    [Fact]
    public async Task A_login_hint_fills_the_username_in()
    {
        using Browser browser = new(Host);
        Assert.Contains("value=\"ali&quot;ce\"", (await browser.GetAsync("/sign-in?login_hint=ali%22ce")).Text, StringComparison.Ordinal);
    }

    private static string Comparable(Browser.Page page, string username) =>
        page.Text.Replace(page.Token, string.Empty, StringComparison.Ordinal).Replace(username, string.Empty, StringComparison.Ordinal);
}

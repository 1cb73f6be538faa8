using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class PageSecurityTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/code")]
    [InlineData("/sign-out")]
    [InlineData("/account")]
    public async Task Every_page_allows_nothing_but_our_own_files(string path)
    {
        using Browser browser = new(fixture.Host);
        Browser.Page page = await browser.GetAsync(path);
        Assert.Equal("DENY", page.Headers["X-Frame-Options"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(Policy, page.Headers["Content-Security-Policy"]);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/site.css", "text/css")]
    [InlineData("/passkey.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task Files_are_served_and_may_be_kept(string path, string type)
    {
        TestHost.Answer answer = await fixture.Host.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(type, answer.MediaType);
        Assert.Equal("public, max-age=3600", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public void A_page_can_let_its_form_end_elsewhere_but_not_smuggle_a_directive()
    {
        DefaultHttpContext http = new();
        PageSecurity.AllowFormAction(http, ["https://client.example", "app:", "https://x; script-src *", "*", "'unsafe-inline'", ""]);
        Assert.Equal([" https://client.example app:"], http.Items.Values);
    }

    [Fact]
    public async Task The_forms_of_a_sign_in_may_end_where_its_return_address_leads()
    {
        await using TestHost host = await TestHost.StartAsync(services => services.AddSingleton<IFormTargets, ClientTargets>());
        using Browser browser = new(host);
        Assert.Equal(Policy + " https://client.example", (await browser.GetAsync("/sign-in?return=%2Fauthorize")).Headers["Content-Security-Policy"]);
        Assert.Equal(Policy, (await browser.GetAsync("/sign-in?return=%2Faccount")).Headers["Content-Security-Policy"]);
    }

    [Fact]
    public async Task An_oversized_form_is_refused()
    {
        using Browser browser = new(fixture.Host);
        Browser.Page page = await browser.SignInAsync(password: new string('x', 100_000));
        Assert.Contains(page.Status, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge]);
    }

    [Theory]
    [InlineData("/a", "/a?x=1")]
    [InlineData("/a?b=2", "/a?b=2&x=1")]
    [InlineData("/a?b=2#f", "/a?b=2&x=1")]
    public void A_parameter_is_added_to_a_return_address(string url, string expected) => Assert.Equal(expected, LocalUrl.With(url, "x", "1"));

    private sealed class ClientTargets : IFormTargets
    {
        public ValueTask<ImmutableArray<string>> OfAsync(string returnUrl, CancellationToken cancellation) =>
            ValueTask.FromResult<ImmutableArray<string>>(returnUrl == "/authorize" ? ["https://client.example"] : []);
    }
}

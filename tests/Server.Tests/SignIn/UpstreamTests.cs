using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class UpstreamTests : IAsyncLifetime
{
    private const string Failed = "upstream=failed";

    private FakeUpstream? fake;
    private TestHost? started;
    private Browser? opened;

    private FakeUpstream Upstream => fake!;

    private TestHost Host => started!;

    private Browser Browser => opened!;

    public async ValueTask InitializeAsync()
    {
        fake = await FakeUpstream.StartAsync();
        started = await TestHost.StartAsync(
            "--SignIn:Upstream:0:Name=corp", "--SignIn:Upstream:0:Title=Corp", $"--SignIn:Upstream:0:Authority={fake.Issuer}",
            "--SignIn:Upstream:0:ClientId=mission-policy", "--SignIn:Upstream:0:ClientSecret=s", "--SignIn:Upstream:0:Tenant=example.com",
            "--SignIn:Upstream:0:ClaimMap:0:From=dept", "--SignIn:Upstream:0:ClaimMap:0:To=department",
            "--SignIn:Upstream:0:ClaimMap:1:From=proj", "--SignIn:Upstream:0:ClaimMap:1:To=projects",
            "--SignIn:Upstream:0:AcrMap:0:From=urn:corp:2fa", "--SignIn:Upstream:0:AcrMap:0:To=mfa",
            "--SignIn:Upstream:0:AmrMap:0:From=fido", "--SignIn:Upstream:0:AmrMap:0:To=hwk",
            "--Accounts:5:Subject=user_9", "--Accounts:5:Username=linked", $"--Accounts:5:UpstreamIssuer={fake.Issuer}", "--Accounts:5:UpstreamSubject=linked-1");
        fake.Time = started.Time;
        opened = new Browser(started);
        Upstream.Claims["auth_time"] = Host.Time.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds();
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Host.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    [Fact]
    public async Task The_sign_in_page_offers_the_provider()
    {
        string page = (await Browser.GetAsync("/sign-in?return=%2Fback")).Text;
        Assert.Contains("href=\"/sign-in/upstream/corp?return=%2Fback\"", page, StringComparison.Ordinal);
        Assert.Contains("Sign in with Corp", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Browser.GetAsync("/sign-in/upstream/other")).Status);
    }

    [Fact]
    public async Task A_person_of_the_provider_gets_an_account_with_what_the_maps_name()
    {
        Upstream.Claims["acr"] = "urn:corp:2fa";
        Upstream.Claims["amr"] = new[] { "fido", "magic" };
        Upstream.Claims["dept"] = "research";
        Upstream.Claims["proj"] = new[] { "apollo", "zeus" };
        Upstream.Claims["salary"] = "secret";
        (await ComeBackAsync("?return=%2Fback&acr=mfa")).GoesTo("/back");
        AuthenticatedSession session = (await Browser.SessionAsync())!;
        Assert.Equal("mfa", session.Acr);
        Assert.Equal(["hwk"], session.Amr);
        Assert.Equal(Host.Time.GetUtcNow().AddMinutes(-5), session.AuthenticatedAt);
        Account account = (await Host.App.Services.GetRequiredService<AccountStore>().FindAsync(session.Subject, TestContext.Current.CancellationToken))!;
        Assert.Equal("Ursula Up", account.Name);
        Assert.Equal(["example.com"], account.Tenants);
        Assert.Equal(AccountClaim.Text("research"), account.Claims["department"]);
        Assert.Equal(AccountClaim.Set(["apollo", "zeus"]), account.Claims["projects"]);
        Assert.Equal(2, account.Claims.Count);
        Assert.Null(account.PasswordHash);
    }

    [Fact]
    public async Task The_same_person_gets_the_same_account_and_another_gets_another()
    {
        await ComeBackAsync();
        string first = (await Browser.SessionAsync())!.Subject;
        await ComeBackAsync();
        Assert.Equal(first, (await Browser.SessionAsync())!.Subject);
        Upstream.Claims["sub"] = "other";
        Upstream.Claims["email"] = "alice@example.com";
        await ComeBackAsync();
        string second = (await Browser.SessionAsync())!.Subject;
        Assert.NotEqual(first, second);
        Assert.NotEqual("user_1", second);
    }

    [Fact]
    public async Task A_configured_link_leads_to_its_account()
    {
        Upstream.Claims["sub"] = "linked-1";
        await ComeBackAsync();
        Assert.Equal("user_9", (await Browser.SessionAsync())!.Subject);
    }

    [Theory]
    [InlineData("urn:corp:unheard-of")]
    [InlineData("phr")]
    [InlineData(null)]
    public async Task A_level_that_is_not_mapped_is_the_weakest(string? acr)
    {
        if (acr is not null)
        {
            Upstream.Claims["acr"] = acr;
        }

        (await ComeBackAsync("?return=%2Fback&acr=mfa")).GoesTo("/sign-in/cannot?return=%2Fback&acr=mfa");
        Assert.Equal("pwd", (await Browser.SessionAsync())!.Acr);
        Assert.Empty((await Browser.SessionAsync())!.Amr);
    }

    [Fact]
    public async Task What_is_needed_is_passed_on()
    {
        await ComeBackAsync("?return=%2Fback&acr=mfa&max_age=600&login_hint=ursula");
        Assert.Equal("urn:corp:2fa", Upstream.Asked["acr_values"]);
        Assert.Equal("600", Upstream.Asked["max_age"]);
        Assert.Equal("ursula", Upstream.Asked["login_hint"]);
        Assert.Equal("S256", Upstream.Asked["code_challenge_method"]);
        Assert.False(Upstream.Asked.ContainsKey("prompt"));
    }

    [Fact]
    public async Task A_provider_that_does_not_ask_again_is_not_believed()
    {
        Browser.Page page = await ComeBackAsync("?return=%2Fback&max_age=0");
        Assert.Equal("login", Upstream.Asked["prompt"]);
        Assert.Equal("0", Upstream.Asked["max_age"]);
        Assert.Contains(Failed, page.Location, StringComparison.Ordinal);
        Assert.Null(await Browser.SessionAsync());
        Upstream.Claims["auth_time"] = Host.Time.GetUtcNow().ToUnixTimeSeconds();
        (await ComeBackAsync("?return=%2Fback&max_age=0")).GoesTo("/back");
    }

    [Fact]
    public async Task Without_auth_time_the_sign_in_counts_as_old()
    {
        Upstream.Claims.Remove("auth_time");
        (await ComeBackAsync("?return=%2Fback")).GoesTo("/back");
        Assert.Equal(Host.Time.GetUtcNow().AddDays(-1), (await Browser.SessionAsync())!.AuthenticatedAt);
        Assert.Contains(Failed, (await ComeBackAsync("?return=%2Fback&max_age=3600")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_account_a_token_for_another_client_and_a_foreign_answer_are_refused()
    {
        await ComeBackAsync();
        string subject = (await Browser.SessionAsync())!.Subject;
        await Host.App.Services.GetRequiredService<AccountStore>().ChangeAsync(subject, account => account with { Disabled = true }, TestContext.Current.CancellationToken);
        Assert.Contains(Failed, (await ComeBackAsync()).Location, StringComparison.Ordinal);
        Upstream.Claims["sub"] = "second";
        Upstream.ClientId = "another";
        Assert.Contains(Failed, (await ComeBackAsync()).Location, StringComparison.Ordinal);
        Browser.Page foreign = await Browser.GetAsync("/sign-in/upstream/corp/callback?code=c&state=x");
        Assert.Contains(Failed, foreign.Location, StringComparison.Ordinal);
        Assert.Contains("did not work", (await Browser.GetAsync(foreign.Location!)).Text, StringComparison.Ordinal);
        Assert.Null(await Browser.SessionAsync());
    }

    private async Task<Browser.Page> ComeBackAsync(string query = "")
    {
        Browser.Page sent = await Browser.GetAsync("/sign-in/upstream/corp" + query);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        return await Browser.GetAsync(Upstream.Answer(sent.Location!));
    }
}

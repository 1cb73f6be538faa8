using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>What a request asks of the sign-in: OpenID Connect Core §3.1.2.1, <c>acr_values</c>, <c>prompt</c>, <c>max_age</c>.</summary>
public sealed class RequestedSignInTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Whoever_cannot_reach_a_voluntary_level_still_gets_the_approval_page()
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        Browser.Page page = await WithoutItAsync(bob, await bob.OpenAsync(PlainRequest.Form(("prompt", "consent"), ("acr_values", "phr"))));
        TestHost.Answer tokens = (await bob.TokenAsync(
            AgentSteps.Form(
                ("grant_type", "authorization_code"), ("code", TestAgent.Answered(await bob.DecideAsync(page, "approve"))["code"]), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier)),
            "web-app")).IsOk();
        Assert.Equal("pwd", AgentKey.Payload(tokens.Member("id_token")).GetProperty("acr").GetString());
    }

    [Fact]
    public async Task Whoever_cannot_reach_a_voluntary_level_may_still_approve_a_Mission()
    {
        using TestAgent alice = new(Host);
        Host.Time.Advance(TimeSpan.FromSeconds(31));
        await alice.SignInStronglyAsync();
        Browser.Page first = await alice.AuthorizeAsync((await alice.PushAsync(alice.Request().With(("acr_values", "phrh")))).IsOk(HttpStatusCode.Created));
        Assert.Contains("code", TestAgent.Answered(await alice.DecideAsync(await WithoutItAsync(alice, first), "approve")).Keys);
    }

    [Fact]
    public async Task To_go_on_without_a_voluntary_level_is_not_to_go_on_without_the_forced_sign_in()
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        await bob.OpenAsync(PlainRequest.Form(("prompt", "login consent"), ("acr_values", "phr")));
        string interaction = QueryHelpers.ParseQuery(bob.Address.Split('?')[1])["return"].ToString();
        Assert.Equal("login_required", TestAgent.Answered(await bob.FollowAsync(await bob.Person.GetAsync(interaction + "?sign_in=cannot")))["error"]);
    }

    [Theory]
    [InlineData("phr mfa")]
    [InlineData("urn:nobody:knows mfa phr")]
    public async Task One_of_several_acr_values_is_enough(string values)
    {
        using TestAgent bob = new(Host);
        Host.Time.Advance(TimeSpan.FromSeconds(31));
        await bob.Person.SignInAsync("bob");
        await bob.Person.TypeCodeAsync("bob", "?acr=mfa");
        Assert.Contains("code", TestAgent.Answered(await bob.OpenAsync(PlainRequest.Form(("acr_values", values)))).Keys);
        Assert.Contains("code", TestAgent.Answered(await bob.OpenAsync(PlainRequest.Form(("acr_values", values), ("prompt", "none")))).Keys);
    }

    [Fact]
    public async Task A_voluntary_level_does_not_stop_a_request_that_may_not_ask()
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        Assert.Contains("code", TestAgent.Answered(await bob.OpenAsync(PlainRequest.Form(("acr_values", "phr"), ("prompt", "none")))).Keys);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "60")]
    public async Task A_code_does_not_make_an_old_password_fresh(string name, string value)
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        Host.Time.Advance(TimeSpan.FromHours(7));
        await bob.OpenAsync(PlainRequest.Form((name, value)));
        string interaction = QueryHelpers.ParseQuery(bob.Address.Split('?')[1])["return"].ToString();
        Browser.Page back = await bob.FollowAsync(await bob.Person.TypeCodeAsync("bob", $"?return={WebUtility.UrlEncode(interaction)}&acr=mfa"));
        Assert.Equal((HttpStatusCode.OK, null), (back.Status, back.Location));
        Assert.StartsWith("/sign-in?", bob.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_sign_in_may_take_its_time_over_both_factors()
    {
        using TestAgent bob = new(Host);
        await bob.OpenAsync(PlainRequest.Form(("prompt", "login"), ("acr_values", "mfa"), ("max_age", "60")));
        Browser.Page step = await bob.FollowAsync(await bob.Person.SignInAsync("bob", "?" + bob.Address.Split('?')[1]));
        Host.Time.Advance(TimeSpan.FromMinutes(2));
        Browser.Page back = await bob.Person.SubmitAsync(step, bob.Address, ("code", bob.Person.Code("bob")));
        Assert.Contains("code", TestAgent.Answered(await bob.FollowAsync(back)).Keys);
    }

    // From the page that says what the account lacks.
    private static async Task<Browser.Page> WithoutItAsync(TestAgent agent, Browser.Page page)
    {
        Assert.StartsWith("/sign-in/cannot?", agent.Address, StringComparison.Ordinal);
        Browser.Page next = await agent.FollowAsync(await agent.Person.SubmitAsync(page, agent.Address + "&handler=cancel"));
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.EndsWith("/approve", agent.Address, StringComparison.Ordinal);
        return next;
    }
}

using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
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

    [Theory]
    [InlineData(null, "mission_bootstrap_failed")]
    [InlineData("none", "login_required")]
    public async Task Who_gives_a_step_up_up_leaves_a_refusal_with_its_reason(string? prompt, string error)
    {
        using TestAgent bob = new(Host);
        await bob.Person.SignInAsync("bob");
        int before = await RefusalsAsync();
        Browser.Page page = await bob.AuthorizeAsync((await bob.PushAsync(bob.Request().With(("prompt", prompt)))).IsOk(HttpStatusCode.Created));
        if (prompt is null)
        {
            string interaction = QueryHelpers.ParseQuery(bob.Address.Split('?')[1])["return"].ToString();
            page = await bob.FollowAsync(await bob.Person.GetAsync(interaction + "?sign_in=cancelled"));
        }

        Assert.Equal(error, TestAgent.Answered(page)["error"]);
        Assert.Equal(before + 1, await RefusalsAsync());
    }

    [Fact]
    public async Task Who_gives_the_sign_in_itself_up_is_nobody_and_leaves_no_refusal()
    {
        using TestAgent stranger = new(Host);
        int before = await RefusalsAsync();
        await stranger.AuthorizeAsync((await stranger.PushAsync(stranger.Request())).IsOk(HttpStatusCode.Created));
        string interaction = QueryHelpers.ParseQuery(stranger.Address.Split('?')[1])["return"].ToString();
        Assert.Equal("access_denied", TestAgent.Answered(await stranger.FollowAsync(await stranger.Person.GetAsync(interaction + "?sign_in=cancelled")))["error"]);
        Assert.Equal(before, await RefusalsAsync());
    }

    private async Task<int> RefusalsAsync() =>
        (await Host.App.Services.GetRequiredService<IStore>().Evidence.ReadAsync(1, 1000, TestContext.Current.CancellationToken))
            .Count(record => record.Kind == "bootstrap.refused" && Encoding.UTF8.GetString(record.Json.Span).Contains("assurance_not_met", StringComparison.Ordinal));

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

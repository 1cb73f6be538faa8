using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Signals;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Review;

/// <summary>The pages of reviewers.</summary>
public sealed class ReviewPageTests
{
    [Fact]
    public async Task Reviewers_see_what_who_how_strongly_and_what_is_new()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        TestAgent rita = await scene.ReviewerAsync("rita");
        string queue = (await rita.Person.GetAsync("/review")).Text;
        Assert.Contains("away</a>", queue, StringComparison.Ordinal);
        Assert.Contains("Alice Ames", queue, StringComparison.Ordinal);
        Browser.Page page = await rita.Person.GetAsync("/review/" + (await scene.ProcessAsync()).ProcessId);
        foreach (string text in (string[])["u104211", "HR-77", "Alice Ames", "hwk", "level phr", "agent_it", "Name of it-agent", "In the words of", "Leaver", "24 hours from the decision on", "all of it is new", "0 of 2"])
        {
            Assert.True(page.Text.Contains(text, StringComparison.Ordinal), $"{text} is missing in {page.Text}");
        }
    }

    [Fact]
    public async Task What_the_requester_holds_already_is_told_apart_from_what_is_new()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string first = await scene.PendingAsync();
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(first)).Status);
        await scene.Agent.Person.UsePasskeyAsync(scene.Agent.Passkey, "?acr=phr", stepUp: true);
        scene.Host.Time.Advance(TimeSpan.FromSeconds(1));
        Dictionary<string, string> other = scene.Request();
        other["client_context"] = DeferredScene.Context("u104212").ToJsonString();
        await scene.ExchangeAsync((await scene.AskAsync(other))["deferred_code"]);
        TestAgent rita = await scene.ReviewerAsync("rita");
        string page = (await rita.Person.GetAsync("/review/" + (await scene.ProcessAsync()).ProcessId)).Text;
        Assert.Contains("<ins>", page, StringComparison.Ordinal);
        Assert.Contains("u104212", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MissionState.Completed)]
    [InlineData(MissionState.Active)]
    public async Task What_the_requester_holds_is_found_behind_hundreds_of_others(MissionState ofOthers)
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string first = await scene.PendingAsync();
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(first)).Status);
        for (int i = 0; i < 1001; i++)
        {
            // Earlier in every order: by key and by time.
            await SomeMission.AddAsync(scene.Host, bare => bare with { MissionId = $"m_----{i:D4}", State = ofOthers, CreatedAt = bare.CreatedAt.AddDays(-1) });
        }

        await scene.Agent.Person.UsePasskeyAsync(scene.Agent.Passkey, "?acr=phr", stepUp: true);
        scene.Host.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.PendingAsync();
        TestAgent rita = await scene.ReviewerAsync("rita");
        string page = (await rita.Person.GetAsync("/review/" + (await scene.ProcessAsync()).ProcessId)).Text;
        Assert.DoesNotContain("all of it is new", page, StringComparison.Ordinal);
        Assert.Contains("An active Mission of this kind", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_the_requester_counts_for_what_reviewers_read_and_ends_their_review()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync("--Deferred:SweepSeconds=3600");
        Dictionary<string, string> request = scene.Request();
        JsonObject context = DeferredScene.Context();
        DateTimeOffset limit = scene.Host.Time.GetUtcNow().AddHours(3);
        context["contexts"]!["purpose"]!["constraints"] = new JsonObject { ["expires_at"] = limit.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        request["client_context"] = context.ToJsonString();
        string authId = (await scene.ExchangeAsync((await scene.AskAsync(request))["deferred_code"])).Json.GetProperty("deferred_auth_id").GetString()!;
        scene.Host.Time.Advance(TimeSpan.FromHours(1));
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        string early = (await (await scene.ReviewerAsync("rita")).Person.GetAsync(path)).Text;
        // To sign in takes a minute of this clock.
        Assert.Matches(@"<dd>(2|1\.9\d?) hours from now on, and never after", early);
        Assert.DoesNotContain("24 hours", early, StringComparison.Ordinal);
        Assert.Contains("name=\"decision\"", early, StringComparison.Ordinal);

        scene.Host.Time.Advance(TimeSpan.FromHours(2));
        string late = (await (await scene.ReviewerAsync("rita")).Person.GetAsync(path)).Text;
        Assert.Contains("past its time", late, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", late, StringComparison.Ordinal);
        Browser rita = (await scene.ReviewerAsync("rita")).Person;
        Browser.Page forced = await rita.SubmitAsync(await rita.GetAsync("/account"), path, ("decision", "approve"), ("comment", string.Empty));
        Assert.Contains("past its time", forced.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", (await rita.GetAsync("/review")).Text, StringComparison.Ordinal);
        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.Equal("expired_token", TestAgent.Error(polled));
        await scene.SweepAsync();
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        Assert.Equal("not_decided", (await scene.ProcessAsync()).Reason);
    }

    [Fact]
    public async Task Nobody_but_reviewers_learns_that_there_is_a_proposal()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        using Browser stranger = new(scene.Host);
        Assert.Equal(HttpStatusCode.SeeOther, (await stranger.GetAsync("/review")).Status);
        Assert.StartsWith("/sign-in?return=", (await stranger.GetAsync(path)).Location, StringComparison.Ordinal);
        TestAgent bob = await scene.ReviewerAsync("bob");
        Assert.Contains("Nothing waits for you", (await bob.Person.GetAsync("/review")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.Person.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.Person.GetAsync("/review/unknown")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Agent.Person.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_proposal_is_no_proposal_before_its_code_was_exchanged()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.CodeAsync();
        TestAgent rita = await scene.ReviewerAsync("rita");
        Assert.Contains("Nothing waits for you", (await rita.Person.GetAsync("/review")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signed_in_too_weakly_or_too_long_ago_is_sent_to_sign_in()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        using Browser weak = new(scene.Host);
        await weak.SignInAsync("rita");
        string? location = (await weak.GetAsync(path)).Location;
        Assert.StartsWith("/sign-in?return=", location, StringComparison.Ordinal);
        Assert.Contains("acr=phr", location, StringComparison.Ordinal);
        Assert.Contains("max_age=600", location, StringComparison.Ordinal);
        Browser.Page back = await weak.GetAsync(path + "?sign_in=cannot");
        Assert.Contains("sign in more strongly", back.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", back.Text, StringComparison.Ordinal);

        TestAgent ravi = await scene.ReviewerAsync("ravi");
        Browser.Page page = await ravi.Person.GetAsync(path);
        scene.Host.Time.Advance(TimeSpan.FromMinutes(11));
        Browser.Page late = await ravi.Person.SubmitAsync(page, path, ("decision", "approve"), ("comment", string.Empty));
        Assert.StartsWith("/sign-in?return=", late.Location, StringComparison.Ordinal);
        Assert.Empty((await scene.CaseAsync()).Votes);
    }

    [Fact]
    public async Task The_same_person_counts_once()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        TestAgent rita = await scene.ReviewerAsync("rita");
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        Browser.Page page = await rita.Person.GetAsync(path);
        Assert.Contains("1 more is needed", (await rita.Person.SubmitAsync(page, path, ("decision", "approve"), ("comment", "fine"))).Text, StringComparison.Ordinal);
        Assert.Contains("approved this already", (await rita.Person.SubmitAsync(page, path, ("decision", "approve"), ("comment", string.Empty))).Text, StringComparison.Ordinal);
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Single((await scene.CaseAsync()).Votes);
    }

    [Fact]
    public async Task The_requester_may_not_decide_even_as_a_reviewer()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync("--Accounts:0:Groups:0=group:it-security");
        string authId = await scene.PendingAsync();
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        Browser.Page page = await scene.Agent.Person.GetAsync(path);
        Assert.Contains("others have to decide", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", page.Text, StringComparison.Ordinal);
        Browser.Page queue = await scene.Agent.Person.GetAsync("/account");
        Browser.Page forced = await scene.Agent.Person.SubmitAsync(queue, path, ("decision", "approve"), ("comment", string.Empty));
        Assert.Contains("others have to decide", forced.Text, StringComparison.Ordinal);
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task A_form_that_says_nothing_decides_nothing()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        Assert.Contains("Please choose", (await scene.ReviewAsync("rita", "maybe")).Text, StringComparison.Ordinal);
        Assert.Contains("longer than", (await scene.ReviewAsync("rita", "deny", new string('x', 1001))).Text, StringComparison.Ordinal);
        Assert.Empty((await scene.CaseAsync()).Votes);
    }
}

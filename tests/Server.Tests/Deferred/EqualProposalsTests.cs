using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>A request that waits for reviewers is not put before them, or before the person, a second time.</summary>
public sealed class EqualProposalsTests
{
    [Fact]
    public async Task The_same_request_while_a_review_is_pending_says_that_it_waits_and_shows_no_page()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        JsonObject reworded = DeferredScene.Context();
        reworded["contexts"]!["purpose"]!["display"]!["title"] = "Another title";
        foreach (Dictionary<string, string> again in (Dictionary<string, string>[])[scene.Request(), scene.Request().With(("client_context", reworded.ToJsonString()))])
        {
            Browser.Page page = await scene.Agent.AuthorizeAsync((await scene.Agent.PushAsync(again)).IsOk(System.Net.HttpStatusCode.Created));
            Dictionary<string, string> answer = TestAgent.Answered(page);
            Assert.Equal(("mission_bootstrap_failed", "review_pending"), (answer["error"], answer["error_description"]));
        }

        Assert.Equal(1, await ReviewsAsync(scene));
    }

    [Fact]
    public async Task Two_pages_of_the_same_request_make_one_proposal()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.Agent.SignInStronglyAsync();
        Browser.Page one = await PageAsync(scene);
        string first = scene.Agent.Address;
        Browser.Page two = await PageAsync(scene);
        Assert.Contains("deferred_code", TestAgent.Answered(await scene.Agent.DecideAsync(two, "approve")).Keys);
        string shown = one.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0];
        Browser.Page late = await scene.Agent.FollowAsync(await scene.Agent.Person.SubmitAsync(one, first, [("shown", shown), ("decision", "approve")]));
        Assert.Equal("review_pending", TestAgent.Answered(late)["error_description"]);
        Assert.Equal(1, await ReviewsAsync(scene));
    }

    [Fact]
    public async Task Another_request_is_another_proposal_and_a_cancelled_one_does_not_wait()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        Dictionary<string, string> other = scene.Request().With(("client_context", DeferredScene.Context("u104212").ToJsonString()));
        Assert.Contains("deferred_code", (await scene.AskAsync(other)).Keys);
        await scene.CancelAsync(authId);
        Assert.Contains("deferred_code", (await scene.AskAsync()).Keys);
        Assert.Equal(3, await ReviewsAsync(scene));
    }

    private static async Task<Browser.Page> PageAsync(DeferredScene scene) =>
        await scene.Agent.AuthorizeAsync((await scene.Agent.PushAsync(scene.Request())).IsOk(System.Net.HttpStatusCode.Created));

    private static Task<long> ReviewsAsync(DeferredScene scene) => scene.Host.App.Services.GetRequiredService<IStore>()
        .CountAsync(ReviewTables.Cases, TableQuery.All, TestContext.Current.CancellationToken).AsTask();
}

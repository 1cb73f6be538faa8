using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>What waits for reviewers, or for its client, stops with the person's account: reviewers cannot bring it back.</summary>
public sealed class AccountEventReviewTests : IDisposable
{
    private const string Enterprise = "https://idp.enterprise.example";
    private const string Reason = "policy_account_disabled";

    private readonly HomeSigner enterprise = new();
    private readonly string jwks = Path.GetTempFileName();
    private readonly DirectoryInfo plain = ChangedCatalog.Of(line =>
        line.Contains("interim_id_token:", StringComparison.Ordinal) || line.Contains("provisional: {", StringComparison.Ordinal) ? null : line);

    [Theory]
    [InlineData("revoke")]
    [InlineData("suspend")]
    public async Task A_pending_proposal_is_denied_and_no_reviewer_can_approve_it(string policy)
    {
        await using DeferredScene scene = await StartAsync(policy, $"--Catalog:Path={plain.FullName}");
        string authId = await scene.PendingAsync();
        await TellAsync(scene);
        Assert.Equal("denied " + Reason, await scene.StateAsync());
        await ApproveInVainAsync(scene);
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("suspend")]
    public async Task A_proposal_that_was_not_exchanged_yet_is_denied(string policy)
    {
        await using DeferredScene scene = await StartAsync(policy, $"--Catalog:Path={plain.FullName}");
        await scene.CodeAsync();
        await TellAsync(scene);
        Assert.Equal("denied " + Reason, await scene.StateAsync());
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("suspend")]
    public async Task An_approval_that_was_not_redeemed_yet_is_revoked(string policy)
    {
        await using DeferredScene scene = await StartAsync(policy, $"--Catalog:Path={plain.FullName}");
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        await TellAsync(scene);
        Assert.Equal("revoked " + Reason, await scene.StateAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.PollAsync(authId)).Status);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("suspend")]
    public async Task A_proposal_whose_restricted_time_is_over_is_denied_like_one_that_never_began(string policy)
    {
        await using DeferredScene scene = await StartAsync(policy);
        string authId = await scene.PendingAsync();
        scene.Host.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("pending", await scene.StateAsync());
        await TellAsync(scene);
        Assert.Equal("denied " + Reason, await scene.StateAsync());
        await ApproveInVainAsync(scene);
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task What_the_policy_ignores_goes_on_to_its_reviewers()
    {
        await using DeferredScene scene = await StartAsync("ignore", $"--Catalog:Path={plain.FullName}");
        string authId = await scene.PendingAsync();
        await TellAsync(scene);
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(authId)).Status);
    }

    public void Dispose()
    {
        enterprise.Dispose();
        File.Delete(jwks);
        plain.Delete(recursive: true);
    }

    private async Task<DeferredScene> StartAsync(string policy, params string[] more)
    {
        await File.WriteAllTextAsync(jwks, enterprise.Jwks, TestContext.Current.CancellationToken);
        return await DeferredScene.StartAsync(
        [
            $"--Signals:Transmitters:0:Issuer={Enterprise}", $"--Signals:Transmitters:0:JwksPath={jwks}", $"--Signals:Transmitters:0:PushToken={CrmHost.PushToken}",
            $"--Signals:Transmitters:0:OnAccountEvent={policy}", .. more,
        ]);
    }

    // Each of the two that would be enough; the page has no form any more, so theirs is one of before.
    private static async Task ApproveInVainAsync(DeferredScene scene)
    {
        string path = "/review/" + (await scene.ProcessAsync()).ProcessId;
        foreach (string name in (string[])["rita", "ravi"])
        {
            TestAgent reviewer = await scene.ReviewerAsync(name);
            Assert.DoesNotContain("name=\"decision\"", (await reviewer.Person.GetAsync(path)).Text, StringComparison.Ordinal);
            Browser.Page forced = await reviewer.Person.SubmitAsync(await reviewer.Person.GetAsync("/account"), path, ("decision", "approve"), ("comment", string.Empty));
            Assert.Contains("decided, cancelled or past its time", forced.Text, StringComparison.Ordinal);
        }

        Assert.Empty((await scene.CaseAsync()).Votes);
    }

    private async Task TellAsync(DeferredScene scene)
    {
        string set = enterprise.Set(
            scene.Host.Time.GetUtcNow(),
            "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
            [],
            new JsonObject { ["format"] = "iss_sub", ["iss"] = TestAgent.Issuer, ["sub"] = "user_1" },
            claims =>
            {
                claims["iss"] = Enterprise;
                claims["aud"] = TestAgent.Issuer;
            });
        using HttpRequestMessage request = new(HttpMethod.Post, "/signals/receive") { Content = new StringContent(set, new MediaTypeHeaderValue("application/secevent+jwt")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", CrmHost.PushToken);
        Assert.Equal(HttpStatusCode.Accepted, (await scene.Host.SendAsync(request)).Status);
    }
}

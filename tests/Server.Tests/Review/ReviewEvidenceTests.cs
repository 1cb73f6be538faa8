using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Review;

/// <summary>Of an approval by reviewers it can be proved what was shown, what was granted and what was decided.</summary>
public sealed class ReviewEvidenceTests
{
    [Fact]
    public async Task An_approval_names_the_authority_that_was_granted_and_holds_what_was_shown_and_decided()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        string asked = (await MissionAsync(scene)).Proposed!.EnvelopeDigest;
        scene.Host.Time.Advance(TimeSpan.FromHours(48));
        await scene.ReviewAsync("rita", "approve", "first");
        await scene.ReviewAsync("ravi", "approve", "second");

        string granted = (await MissionAsync(scene)).Proposed!.EnvelopeDigest;
        Assert.NotEqual(asked, granted);
        JsonElement approved = await scene.Host.NewestAsync("mission.approved");
        Assert.Equal(granted, approved.GetProperty("envelope_digest").GetString());
        JsonElement facts = JsonElement.Parse(await scene.Host.FactsAsync(approved));
        Assert.Equal(granted, Digest.Of(facts.GetProperty("envelope").GetString()!));
        Assert.Equal("""{"outcome":"approved","reasons":[]}""", facts.GetProperty("decision").GetString());
        Assert.Equal("second", facts.GetProperty("comment").GetString());
        JsonElement shown = JsonElement.Parse(facts.GetProperty("shown").GetString()!);
        Assert.Equal("P1D", shown.GetProperty("lasts").GetString());
        Assert.Equal("first", Assert.Single(shown.GetProperty("votes").EnumerateArray()).GetProperty("comment").GetString());
        Assert.True(JsonElement.DeepEquals(shown, JsonElement.Parse(
            JsonElement.Parse(await scene.Host.FactsAsync(await scene.Host.NewestAsync("review.decided"))).GetProperty("shown").GetString()!)));

        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.True(polled.Status == System.Net.HttpStatusCode.OK, polled.Json.ToString());
        Assert.Equal(granted, (await MissionAsync(scene)).EnvelopeDigest);
        Assert.Equal(granted, (await scene.Host.NewestAsync("mission.transition")).GetProperty("envelope_digest").GetString());
    }

    [Theory]
    [InlineData("deny", "reviewer_denied")]
    [InlineData("narrow", "narrow_requested")]
    public async Task A_denial_holds_what_was_shown_and_decided(string answer, string code)
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        string asked = (await MissionAsync(scene)).Proposed!.EnvelopeDigest;
        await scene.ReviewAsync("rita", answer, "no");
        JsonElement denied = await scene.Host.NewestAsync("mission.denied");
        Assert.Equal(asked, denied.GetProperty("envelope_digest").GetString());
        JsonElement facts = JsonElement.Parse(await scene.Host.FactsAsync(denied));
        Assert.Equal($$"""{"code":"{{code}}","outcome":"denied","reasons":[]}""", facts.GetProperty("decision").GetString());
        Assert.Equal("P1D", JsonElement.Parse(facts.GetProperty("shown").GetString()!).GetProperty("lasts").GetString());
    }

    [Fact]
    public async Task An_activation_names_the_authority_that_became_active()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        Document<Mission> mission = (await host.App.Services.GetRequiredService<MissionFinder>().ByRefAsync(tokens.Member("mission_ref"), TestContext.Current.CancellationToken))!;
        Assert.Equal(mission.Value.EnvelopeDigest, (await host.NewestAsync("mission.transition")).GetProperty("envelope_digest").GetString());
    }

    private static async Task<Mission> MissionAsync(DeferredScene scene) => (await scene.Host.App.Services.GetRequiredService<IStore>()
        .GetAsync(MissionTables.Missions, (await scene.ProcessAsync()).MissionId!, TestContext.Current.CancellationToken))!.Value;
}

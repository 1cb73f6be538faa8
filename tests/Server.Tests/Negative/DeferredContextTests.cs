using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>Deferred digest §5, §8: what reviewers approved and what the poll signs are one and the same, or there is no Mission.</summary>
public sealed class DeferredContextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("u999999")]
    public async Task A_context_that_was_dropped_or_altered_after_the_approval_makes_no_Mission(string? account)
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        IServiceProvider services = scene.Host.App.Services;
        DeferredSeal seal = services.GetRequiredService<DeferredSeal>();
        DeferredProcess process = await scene.ProcessAsync();
        string claim = seal.Open(DeferredSeal.Claim, process.Claim)!;
        Assert.Contains("u104211", claim, StringComparison.Ordinal);
        string? altered = account is null ? null : seal.Seal(DeferredSeal.Claim, claim.Replace("u104211", account, StringComparison.Ordinal));
        await services.GetRequiredService<IStore>().WriteAsync(write => write.Put(DeferredTables.Processes, process with { Claim = altered }), TestContext.Current.CancellationToken);

        TestHost.Answer answer = await scene.PollAsync(authId);
        answer.IsRefused("mission_bootstrap_failed");
        Assert.Equal(ReasonCodes.ContextInconsistent, answer.Member(MissionErrors.Member));
        (await scene.PollAsync(authId)).IsRefused("invalid_grant");
        // What began before the decision is all there ever was.
        Mission mission = (await services.GetRequiredService<IStore>().GetAsync(MissionTables.Missions, process.MissionId!, TestContext.Current.CancellationToken))!.Value;
        Assert.True(mission.IsProvisional);
    }
}

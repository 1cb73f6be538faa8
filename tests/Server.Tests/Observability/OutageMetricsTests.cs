using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>A store that is down is seen, and ends no collection.</summary>
public sealed class OutageMetricsTests
{
    [Fact]
    public async Task A_question_without_a_store_is_counted_as_indeterminate_and_its_reasons_are_none()
    {
        await using TestHost host = await TestHost.StartAsync(BreakableStore.Replace);
        using Measurements measurements = new(host);
        BreakableStore store = (BreakableStore)host.App.Services.GetRequiredService<IStore>();
        store.Reads = new StoreUnavailableException("the disk");
        await host.PostAsync("/access/v1/evaluation", Questions.Evaluation(context: """{"mission_ref":"mr_any"}"""));
        Assert.Equal(1, measurements.Decisions("boundary", "indeterminate"));
        Assert.Equal(1, measurements.Sum("mission_policy.decisions"));
        Assert.Empty(measurements.Reasons("boundary"));

        Assert.Empty(measurements.Gauge("mission_policy.signals.outbox"));
        Assert.Empty(measurements.Gauge("mission_policy.reviews.pending"));
        Assert.Equal(0, Assert.Single(measurements.Gauge("mission_policy.storage.queue")).Value);
        store.Reads = null;
        Assert.Equal(0, Assert.Single(measurements.Gauge("mission_policy.reviews.pending")).Value);
    }

    [Fact]
    public async Task A_write_that_fails_is_timed_with_its_error()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Measurements measurements = new(host);
        IStore store = host.App.Services.GetRequiredService<IStore>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<bool>(
            _ => throw new InvalidOperationException("mr_secret"), TestContext.Current.CancellationToken));
        Measurements.Measured failed = Assert.Single(
            measurements.All, measured => measured.Name == "mission_policy.storage.commit.duration" && measured.Tags.Count > 0);
        Assert.Equal(KeyValuePair.Create("error.type", (object?)"System.InvalidOperationException"), Assert.Single(failed.Tags));
    }
}

using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Signals;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>The gauges say what waits at that moment.</summary>
public sealed class QueueLengthTests
{
    [Fact]
    public async Task Reviews_are_counted_while_they_wait_and_their_answers_as_decisions()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        using Measurements measurements = new(scene.Host);
        Assert.Equal(0, Value(measurements, "mission_policy.reviews.pending"));
        await scene.PendingAsync();
        Assert.Equal(1, Value(measurements, "mission_policy.reviews.pending"));

        await scene.ReviewAsync("rita", "approve");
        Assert.Equal(1, Value(measurements, "mission_policy.reviews.pending"));
        await scene.ReviewAsync("ravi", "approve");
        Assert.Equal(0, Value(measurements, "mission_policy.reviews.pending"));
        Assert.Equal((1, 1), (measurements.Decisions("review", "open"), measurements.Decisions("review", "approved")));
        Assert.Equal((1, 1), (measurements.Asked("review", "open"), measurements.Asked("review", "approved")));
    }

    [Fact]
    public async Task The_answer_of_who_is_no_reviewer_is_counted_although_it_is_not_answered()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        using Measurements measurements = new(scene.Host);
        await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        TestAgent rita = await scene.ReviewerAsync("rita");
        Browser.Page page = await rita.Person.GetAsync("/review/" + id);
        await scene.Host.App.Services.GetRequiredService<AccountStore>().ChangeAsync(
            "user_3", account => account with { Groups = [] }, TestContext.Current.CancellationToken);
        await rita.Person.SubmitAsync(page, "/review/" + id, ("decision", "approve"), ("comment", string.Empty));
        Assert.Equal(1, measurements.Decisions("review", "refused"));
        Assert.Equal(1, measurements.Reasons("review")["not_a_reviewer"]);
    }

    [Fact]
    public async Task Pings_are_counted_until_they_are_sent()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Measurements measurements = new(host);
        Assert.Equal(0, Value(measurements, "mission_policy.deferred.pings"));
        DateTimeOffset later = host.Time.GetUtcNow().AddHours(1);
        Ping ping = new() { ProcessId = "dp_1", ClientId = "it-agent", DueAt = later, Until = later.AddHours(1) };
        await SomeMission.Store(host).WriteAsync(write => write.Put(DeferredTables.Pings, ping), TestContext.Current.CancellationToken);
        Assert.Equal(1, Value(measurements, "mission_policy.deferred.pings"));
    }

    [Fact]
    public async Task A_review_past_its_deadline_waits_no_more()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        using Measurements measurements = new(scene.Host);
        await scene.PendingAsync();
        Assert.Equal(1, Value(measurements, "mission_policy.reviews.pending"));
        scene.Host.Time.Advance((await scene.CaseAsync()).Deadline - scene.Host.Time.GetUtcNow());
        Assert.Equal(0, Value(measurements, "mission_policy.reviews.pending"));
    }

    [Fact]
    public async Task The_outbox_is_counted_by_delivery_and_without_what_has_expired()
    {
        await using SignalHost signals = await SignalHost.StartAsync("--Signals:KeepHours=1");
        using Measurements measurements = new(signals.Host);
        Assert.Equal((0, 0), Outbox(measurements));
        string stream = await signals.PollStreamAsync();
        Mission mission = await signals.MissionAsync(TestAgent.CrmAs);
        await SomeMission.ChangeAsync(signals.Host, mission, MissionEvent.Suspend);
        Assert.Equal((0, 1), Outbox(measurements));

        // An event that expires unread leaves the stream's own number as it was.
        signals.Host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await signals.StreamAsync(stream)).Backlog);
        Assert.Equal((0, 0), Outbox(measurements));
    }

    [Fact]
    public async Task Cells_that_LiteDB_does_not_have_yet_are_counted()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Measurements measurements = new(host);
        double before = Value(measurements, "mission_policy.storage.pending_cells");
        await SomeMission.AddAsync(host);
        Assert.True(Value(measurements, "mission_policy.storage.pending_cells") > before);
        Assert.Equal(Value(measurements, "mission_policy.storage.pending_cells"), SomeMission.Store(host).Health.PendingCells);
    }

    private static double Value(Measurements measurements, string gauge) => Assert.Single(measurements.Gauge(gauge)).Value;

    private static (double Push, double Poll) Outbox(Measurements measurements)
    {
        IReadOnlyList<Measurements.Measured> read = measurements.Gauge("mission_policy.signals.outbox");
        return (Of("push"), Of("poll"));

        double Of(string delivery) =>
            Assert.Single(read, measured => (string?)measured.Tags["mission_policy.signals.delivery"] == delivery).Value;
    }
}

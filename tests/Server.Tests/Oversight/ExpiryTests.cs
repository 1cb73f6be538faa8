using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>The clock, written down.</summary>
public sealed class ExpiryTests
{
    [Fact]
    public async Task What_is_past_its_end_its_idle_limit_or_its_deadline_becomes_expired_and_nothing_else_does()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        DateTimeOffset now = host.Host.Time.GetUtcNow();
        DateTimeOffset soon = now.AddMinutes(5);
        Mission ended = await host.CopyAsync(copy => copy with { EndsAt = soon });
        Mission paused = await host.CopyAsync(copy => copy with { State = MissionState.Suspended, EndsAt = soon });
        Mission rested = await host.CopyAsync(copy => copy with { Idle = TimeSpan.FromMinutes(5), AttestedAt = now });
        Mission waits = await host.CopyAsync(copy => copy with { State = MissionState.Approved, WaitsUntil = soon, Version = 0 });
        Mission undecided = await host.CopyAsync(copy => copy with { State = MissionState.Pending, WaitsUntil = soon, Version = 0 });
        Mission live = await host.CopyAsync(copy => copy with { EndsAt = soon.AddTicks(1) });
        Mission done = await host.CopyAsync(copy => copy with { State = MissionState.Completed, EndsAt = soon });

        host.Host.Time.Advance(TimeSpan.FromMinutes(5));
        ExpirySweeper sweeper = host.Host.App.Services.GetRequiredService<ExpirySweeper>();
        await sweeper.SweepAsync(TestContext.Current.CancellationToken);

        foreach ((Mission before, string reason) in ((Mission, string)[])[(ended, "end_reached"), (paused, "end_reached"), (rested, "idle"), (waits, "not_redeemed"), (undecided, "not_decided")])
        {
            Mission after = await host.StoredAsync(before.MissionRef);
            Assert.Equal((MissionState.Expired, reason), (after.State, after.Reason));
            Assert.Equal(before.Version == 0 ? 0 : before.Version + 1, after.Version);
            TimelinePage timeline = await host.Host.App.Services.GetRequiredService<EvidenceTimeline>().ReadAsync(after.MissionId, null, 10, TestContext.Current.CancellationToken);
            TimelineEntry entry = Assert.Single(timeline.Entries);
            Assert.Equal(("expired", reason), (entry.Entry.State, entry.Entry.Reason));
        }

        Assert.Equal(OversightHost.Facts(live), OversightHost.Facts(await host.StoredAsync(live.MissionRef)));
        Assert.Equal(OversightHost.Facts(done), OversightHost.Facts(await host.StoredAsync(done.MissionRef)));
        Assert.Equal(0, await sweeper.SweepAsync(TestContext.Current.CancellationToken));
    }
}

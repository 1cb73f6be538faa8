using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Missions.Bench;

/// <summary>One line of the growth curve.</summary>
internal sealed class Curve(IStore store, EvidenceDesk desk)
{
    private const int Stopped = 100;
    private const int Limit = 20;

    private readonly MissionLists lists = new(store, TimeProvider.System);
    private readonly EvidenceTimeline timeline = new(store);
    private int round;

    public async Task<string> LineAsync()
    {
        Mission any = (await lists.ReadAsync(new MissionFilter(), null, 1, CancellationToken.None)).Items[0].Value;
        double newest = await TimeAsync(() => lists.ReadAsync(new MissionFilter(), null, Limit, CancellationToken.None));
        double person = await TimeAsync(() => lists.ReadAsync(new MissionFilter { Subject = Seed.Person }, null, Limit, CancellationToken.None));
        double live = await TimeAsync(() => lists.ReadAsync(new MissionFilter { Subject = Seed.Person, IsLive = true }, null, Limit, CancellationToken.None));
        double mixed = await TimeAsync(() => lists.ReadAsync(new MissionFilter { Client = "client-7", State = MissionState.Active }, null, Limit, CancellationToken.None));
        PageCursor? deep = null;
        for (int page = 0; page < 49; page++)
        {
            deep = (await lists.ReadAsync(new MissionFilter(), deep, Limit, CancellationToken.None)).Next ?? deep;
        }

        double middle = await TimeAsync(() => lists.ReadAsync(new MissionFilter(), deep, Limit, CancellationToken.None));
        double history = await TimeAsync(() => timeline.ReadAsync(any.MissionId, null, Limit, CancellationToken.None, newestFirst: true));
        double due = await TimeAsync(() => store.FindAsync(MissionTables.Missions, TableQuery.Between(MissionTables.ByDue, null, TimeProvider.System.GetUtcNow()) with { Limit = Limit }, CancellationToken.None).AsTask());
        double stop = await StopAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{newest,11:F0} {person,16:F0} {live,21:F0} {mixed,17:F0} {middle,12:F0} {history,13:F0} {due,8:F0} {stop,25:F1}");
    }

    // A person with a hundred live Missions of their own, beside everybody else's.
    private async Task<double> StopAsync()
    {
        string subject = $"stopped_{(round++).ToString(CultureInfo.InvariantCulture)}";
        int first = 10_000_000 + (round * Stopped);
        await store.WriteAsync(
            write => Enumerable.Range(first, Stopped).Sum(number => write.Put(MissionTables.Missions, Seed.Make(number, subject, MissionState.Active))), CancellationToken.None);
        MissionLedger ledger = new([]);
        MissionStop stop = new(store, ledger, new MissionLifecycle(store, ledger, desk, NullLogger<MissionLifecycle>.Instance));
        Stopwatch watch = Stopwatch.StartNew();
        int stopped = await stop.AllAsync(subject, subject, "user_revoked", CancellationToken.None);
        return stopped == Stopped ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{stopped} of {Stopped} were stopped.");
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T>> read)
    {
        const int Times = 30;
        await read();
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Times; i++)
        {
            await read();
        }

        return watch.Elapsed.TotalMicroseconds / Times;
    }
}

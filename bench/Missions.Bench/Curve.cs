using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Missions.Bench;

/// <summary>One line of the growth curve.</summary>
internal sealed class Curve(IServiceProvider services, LiveMissions live)
{
    /// <summary>The names of the columns.</summary>
    public const string Head =
        "Missions   records     fill s   newest us   of a person us   live of a person us   client+state us   page 50 us   timeline us   due us   stop 100, no tokens ms   20 tokens each ms";

    private const int Stopped = 100;
    private const int Tokens = 20;
    private const int Limit = 20;

    private readonly IStore store = services.GetRequiredService<IStore>();
    private readonly MissionLists lists = services.GetRequiredService<MissionLists>();
    private readonly EvidenceTimeline timeline = services.GetRequiredService<EvidenceTimeline>();
    private readonly MissionStop stop = services.GetRequiredService<MissionStop>();
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
        if (round == 0)
        {
            // What runs for the first time is compiled first.
            await StopAsync(1);
        }

        double bare = await StopAsync(0);
        double working = await StopAsync(Tokens);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{newest,11:F0} {person,16:F0} {live,21:F0} {mixed,17:F0} {middle,12:F0} {history,13:F0} {due,8:F0} {bare,24:F1} {working,19:F1}");
    }

    // A person with a hundred live Missions of their own, beside everybody else's: each is followed by a receiver, and has so many live tokens.
    private async Task<double> StopAsync(int tokens)
    {
        string subject = $"stopped_{(round++).ToString(CultureInfo.InvariantCulture)}";
        await live.AddAsync(subject, Stopped, tokens);
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

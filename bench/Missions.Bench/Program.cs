using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionPolicy.Missions.Bench;
using MissionPolicy.Server;
using MissionPolicy.Server.Storage;

// Does a page cost a page, and is stopping a person's Missions one call, however many there are? The host is put together as it always is, so that a
// stop writes what every stop writes: state, evidence, the events of a stream, what becomes of live tokens.
// Arguments: the largest number of Missions (100000), evidence records of each (10), directory (a temporary one).
int most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int records = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
string root = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("missions-bench-").FullName;
string contentRoot = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Server"));
// It is never started: nothing sweeps, and nobody takes the events.
await using (WebApplication app = ServerHost.Build(
    ["--environment=Development", $"--contentRoot={contentRoot}", $"--Storage:Path={Path.Combine(root, "data")}"],
    Console.Error,
    static builder => builder.Logging.ClearProviders()) ?? throw new InvalidOperationException("The host does not start."))
{
    IStore store = app.Services.GetRequiredService<IStore>();
    Seed seed = new(store, records);
    LiveMissions live = new(app.Services);
    await live.ListenAsync();
    Curve curve = new(app.Services, live);
    Console.WriteLine(Curve.Head);
    for (int size = most / 100; size <= most; size *= 10)
    {
        TimeSpan fill = await seed.FillAsync(size);
        long appended = store.Evidence.Last;
        string line = await curve.LineAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,8} {appended,9} {fill.TotalSeconds,10:F1} {line}"));
    }
}

if (args.Length < 3)
{
    Directory.Delete(root, recursive: true);
}

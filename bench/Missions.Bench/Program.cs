using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Missions.Bench;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

// Does a page cost a page, and is stopping a person's Missions one call, however many there are?
// Arguments: the largest number of Missions (100000), evidence records of each (10), directory (a temporary one).
int most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int records = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
string root = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("missions-bench-").FullName;
StorageOptions options = new() { Path = Path.Combine(root, "data") };
await using EmbeddedStore store = EmbeddedStore.Open(
    options, [MissionTables.Missions, EvidenceTables.Personal, EvidenceTables.Missions], TimeProvider.System, NullLogger.Instance);
EvidenceDesk desk = new(new FieldProtection(new EphemeralDataProtectionProvider()));
Seed seed = new(store, records);
Curve curve = new(store, desk);
Console.WriteLine("Missions   records     fill s   newest us   of a person us   live of a person us   client+state us   page 50 us   timeline us   due us   stop 100 of a person ms");
for (int size = most / 100; size <= most; size *= 10)
{
    TimeSpan fill = await seed.FillAsync(size);
    long appended = store.Evidence.Last;
    string line = await curve.LineAsync();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,8} {appended,9} {fill.TotalSeconds,10:F1} {line}"));
}

if (args.Length < 3)
{
    await store.DisposeAsync();
    Directory.Delete(root, recursive: true);
}

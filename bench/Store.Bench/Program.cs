using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage.LiteDb;
using MissionPolicy.Store.Bench;

// Durable writes a second by number of concurrent callers, beside a bare append and fsync of the same bytes on the same disk in the same run.
// Arguments: seconds for each measurement (2), directory (a temporary one).
TimeSpan span = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 2);
string root = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("store-bench-").FullName;
Console.WriteLine("callers    writes/s   ratio to bare fsync   ack p50 ms   p99 ms   read p50 us   p99 us");
foreach (int callers in new[] { 1, 8, 64, 256 })
{
    double bare = BareAppend.Run(Path.Combine(root, "bare"), span / 2);
    StorageOptions options = new() { Path = Path.Combine(root, $"data-{callers}") };
    await using EmbeddedStore store = EmbeddedStore.Open(options, [BenchRow.Table], TimeProvider.System, NullLogger.Instance);
    Load load = new(store);
    await load.RunAsync(callers, TimeSpan.FromSeconds(0.5));
    Measured measured = await load.RunAsync(callers, span);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{callers,7} {measured.WritesPerSecond,11:F0} {measured.WritesPerSecond / bare,10:F2} ({bare,6:F0}) {measured.Acks.At(0.5),14:F2} {measured.Acks.At(0.99),8:F2} {measured.Reads.At(0.5) * 1000,13:F0} {measured.Reads.At(0.99) * 1000,8:F0}"));
}

await Paging.RunAsync(root);
if (args.Length < 2)
{
    Directory.Delete(root, recursive: true);
}

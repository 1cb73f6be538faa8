using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Store.Bench;

/// <summary>Whether a page costs a page: the same page of 20 rows out of tables of growing size, at their beginning and in their middle.</summary>
internal static class Paging
{
    public static async Task RunAsync(string root)
    {
        StorageOptions options = new() { Path = Path.Combine(root, "paging") };
        await using EmbeddedStore store = EmbeddedStore.Open(options, [BenchRow.Table], TimeProvider.System, NullLogger.Instance);
        Console.WriteLine("rows       first page us   middle page us   last page us (descending)");
        for (int rows = 1000; rows <= 64_000; rows *= 4)
        {
            while (await store.CountAsync(BenchRow.Table, TableQuery.All, CancellationToken.None) is long have && have < rows)
            {
                int missing = (int)Math.Min(1000, rows - have);
                await store.WriteAsync(w => Enumerable.Range(0, missing).Sum(_ => w.Put(BenchRow.Table, BenchRow.Make())), CancellationToken.None);
            }

            TableQuery first = TableQuery.Between("at", (string?)null, null) with { Limit = 20 };
            TableQuery middle = TableQuery.All with { Limit = 20, After = new PageCursor("8") };
            (double begin, double inside, double end) =
                (await TimeAsync(store, first), await TimeAsync(store, middle), await TimeAsync(store, first with { Descending = true }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,6} {begin,15:F0} {inside,16:F0} {end,14:F0}"));
        }
    }

    private static async Task<double> TimeAsync(EmbeddedStore store, TableQuery query)
    {
        const int Times = 50;
        await store.FindAsync(BenchRow.Table, query, CancellationToken.None);
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Times; i++)
        {
            await store.FindAsync(BenchRow.Table, query, CancellationToken.None);
        }

        return watch.Elapsed.TotalMicroseconds / Times;
    }
}

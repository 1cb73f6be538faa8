using System.Collections.Concurrent;
using System.Diagnostics;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Store.Bench;

/// <summary>Callers that each write one row, wait for the answer, and go on; one more reads meanwhile.</summary>
internal sealed class Load(IStore store)
{
    public async Task<Measured> RunAsync(int callers, TimeSpan span)
    {
        ConcurrentQueue<string> written = new();
        Stopwatch watch = Stopwatch.StartNew();
        Task<List<double>> reader = Task.Run(() => ReadAsync(watch, span, written));
        List<double>[] acks = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => WriteAsync(watch, span, written))));
        double seconds = watch.Elapsed.TotalSeconds;
        return new Measured(acks.Sum(static a => a.Count) / seconds, Sort(acks.SelectMany(static a => a)), Sort(await reader));
    }

    private async Task<List<double>> WriteAsync(Stopwatch watch, TimeSpan span, ConcurrentQueue<string> written)
    {
        List<double> times = [];
        while (watch.Elapsed < span)
        {
            BenchRow row = BenchRow.Make();
            TimeSpan begun = watch.Elapsed;
            await store.WriteAsync(w => w.Insert(BenchRow.Table, row), CancellationToken.None);
            times.Add((watch.Elapsed - begun).TotalMilliseconds);
            written.Enqueue(row.Id);
        }

        return times;
    }

    // One read for each row written, not a spinning reader, which would measure the scheduler.
    private async Task<List<double>> ReadAsync(Stopwatch watch, TimeSpan span, ConcurrentQueue<string> written)
    {
        List<double> times = [];
        while (watch.Elapsed < span)
        {
            if (written.TryDequeue(out string? id))
            {
                TimeSpan begun = watch.Elapsed;
                await store.GetAsync(BenchRow.Table, id, CancellationToken.None);
                times.Add((watch.Elapsed - begun).TotalMilliseconds);
            }
            else
            {
                await Task.Delay(1);
            }
        }

        return times;
    }

    private static Percentiles Sort(IEnumerable<double> times) => new([.. times.Order()]);
}

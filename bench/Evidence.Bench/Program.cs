using System.Diagnostics;
using System.Globalization;
using MissionPolicy.Evidence.Bench;

// What a record, a checkpoint, a proof, a page and a timeline cost while the log grows by fours.
// Arguments: the largest size (256000), directory (a temporary one).
int largest = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 256_000;
string root = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("evidence-bench-").FullName;
await using (BenchLog log = new(root))
{
    Random random = new(1);
    Console.WriteLine("records    append us   hash us   checkpoint us   inclusion us   consistency us   page of 20 us   timeline of 10 us");
    for (int size = 1000; size <= largest; size *= 4)
    {
        int more = size - (int)log.Size;
        double append = await TimeAsync(() => log.AppendAsync(more)) / more;
        double hash = await TimeAsync(() => log.Tree.CatchUpAsync(CancellationToken.None)) / more;
        double checkpoint = await TimeAsync(() => log.Tree.PromiseAsync(CancellationToken.None));
        double inclusion = await MeanAsync(() => Task.FromResult(log.Proofs.Inclusion(random.Next(1, size), size)));
        double consistency = await MeanAsync(() => Task.FromResult(log.Proofs.Consistency(random.Next(1, size), size)));
        double page = await MeanAsync(() => log.Reader.ReadAsync(random.Next(1, size), 20, CancellationToken.None));
        double timeline = await MeanAsync(() => log.Timeline.ReadAsync(BenchLog.MissionOf(random.Next(1, size)), null, 10, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size,8} {append,11:F1} {hash,9:F1} {checkpoint,15:F0} {inclusion,14:F0} {consistency,16:F0} {page,15:F0} {timeline,19:F0}"));
    }

    (double reopen, BenchLog again) = (0, log);
    await log.DisposeAsync();
    reopen = await TimeAsync(async () =>
    {
        again = new BenchLog(root);
        await again.Tree.CatchUpAsync(CancellationToken.None);
    });
    await again.DisposeAsync();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened again in {reopen / 1000:F0} ms"));
}

if (args.Length < 2)
{
    Directory.Delete(root, recursive: true);
}

static async Task<double> TimeAsync(Func<Task> work)
{
    Stopwatch watch = Stopwatch.StartNew();
    await work();
    return watch.Elapsed.TotalMicroseconds;
}

static async Task<double> MeanAsync(Func<Task> work)
{
    const int Warm = 50;
    const int Times = 200;
    for (int i = 0; i < Warm; i++)
    {
        await work();
    }

    return await TimeAsync(async () =>
    {
        for (int i = 0; i < Times; i++)
        {
            await work();
        }
    }) / Times;
}

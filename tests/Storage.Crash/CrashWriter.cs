using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Crash;

/// <summary>One of many concurrent callers: writes until it is killed, and reports each answer after it came.</summary>
internal sealed class CrashWriter(IStore store, ReportedFlush flush, ReportPipe pipe, int round, int writer, Random random)
{
    public async Task RunAsync()
    {
        for (int number = 0; ; number++)
        {
            await PairAsync(number);
            if (number > 0 && random.Next(3) == 0)
            {
                await RemoveAsync(number - 1);
            }

            await RedeemAsync(number);
            await SwapAsync();
        }
    }

    private async Task PairAsync(int number)
    {
        string padding = new('x', random.Next(400));
        CrashRow first = new($"{round}-{writer}-{number}", writer, 0, 0);
        CrashRow written = await WriteAsync(
            w =>
            {
                CrashRow row = first with { Step = w.NextSequence(CrashTables.Steps) };
                row = row with { Evidence = w.AppendEvidence(CrashTables.EvidenceKind, row, CrashRowJson.Default.CrashRow) };
                w.Insert(CrashTables.Left, row with { Padding = padding });
                w.Insert(CrashTables.Right, row);
                return row;
            },
            static _ => true);
        pipe.Send(ReportKind.Pair, writer, number, written.Step, written.Evidence);
    }

    private async Task RemoveAsync(int number)
    {
        string id = $"{round}-{writer}-{number}";
        pipe.Send(ReportKind.Removing, writer, number);
        await WriteAsync(w => w.Delete(CrashTables.Left, id) & w.Delete(CrashTables.Right, id), static removed => removed);
        pipe.Send(ReportKind.Removed, writer, number);
    }

    // Every caller tries for the same row: exactly one may win, in this life of the process or the next.
    private async Task RedeemAsync(int number)
    {
        WriteResult result = await WriteAsync(w => w.Insert(CrashTables.Once, new CrashRow($"{round}-{number}", writer, number, 0)));
        pipe.Send(result.Succeeded ? ReportKind.Won : ReportKind.Lost, writer, number);
    }

    private async Task SwapAsync()
    {
        Document<CrashRow>? seen = await store.GetAsync(CrashTables.Once, CrashTables.Shared, CancellationToken.None);
        long version = seen?.Version ?? 0;
        CrashRow mine = new(CrashTables.Shared, writer, version + 1, round);
        WriteResult result = await WriteAsync(w => version == 0 ? w.Insert(CrashTables.Once, mine) : w.Update(CrashTables.Once, mine, version));
        if (result.Succeeded)
        {
            pipe.Send(ReportKind.Swapped, writer, 0, version + 1);
        }
    }

    private Task<WriteResult> WriteAsync(Func<IStoreTransaction, WriteResult> work) => WriteAsync(work, static result => result.Succeeded);

    private async Task<T> WriteAsync<T>(Func<IStoreTransaction, T> work, Func<T, bool> changed)
    {
        int needed = 0;
        T result = await store.WriteAsync(
            write =>
            {
                // The work runs between two flushes, so the next one to complete is the one that covers it.
                needed = flush.Completed + 1;
                return work(write);
            },
            CancellationToken.None);

        // An answer that changed nothing needs no flush: what it saw was flushed with earlier groups.
        if (changed(result) && flush.Completed < needed)
        {
            pipe.Send(ReportKind.AheadOfFlush, writer);
        }

        return result;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Crash;

namespace MissionPolicy.Storage.Tests.Crash;

/// <summary>Compares what the program was told over all its lives with what the store holds now.</summary>
internal sealed class StoreAudit(IStore store, IReadOnlyList<(int Round, Report Report)> told)
{
    private readonly List<string> _problems = [];

    /// <summary>Everything that is wrong; empty for a store that kept its word.</summary>
    public async Task<List<string>> RunAsync()
    {
        Dictionary<string, CrashRow> left = await RowsAsync(CrashTables.Left);
        Dictionary<string, CrashRow> right = await RowsAsync(CrashTables.Right);
        List<CrashRow> evidence = await EvidenceAsync();
        Check(told.All(static t => t.Report.Kind != ReportKind.AheadOfFlush), "an answer came before its flush");
        CheckHalves(left, right, evidence);
        CheckPairs(left, evidence);
        await CheckOnceOnlyAsync();
        await CheckSharedAsync();
        await CheckIndexAsync(left);
        await CheckCountersAsync(evidence.Count);
        return _problems;
    }

    private void CheckHalves(Dictionary<string, CrashRow> left, Dictionary<string, CrashRow> right, List<CrashRow> evidence)
    {
        foreach (string id in left.Keys.Union(right.Keys))
        {
            CrashRow? row = right.GetValueOrDefault(id);
            Check(row is not null && left.GetValueOrDefault(id) is { } other && row == other with { Padding = string.Empty }, $"{id} is half a write");
            Check(row is not null && row.Evidence <= evidence.Count && evidence[(int)row.Evidence - 1].Id == id, $"{id} has lost its evidence");
        }

        for (int i = 0; i < evidence.Count; i++)
        {
            Check(evidence[i].Step == i + 1, $"evidence {i + 1} carries counter {evidence[i].Step}");
        }
    }

    private void CheckPairs(Dictionary<string, CrashRow> left, List<CrashRow> evidence)
    {
        HashSet<string> removing = [.. Of(ReportKind.Removing).Select(Id)];
        foreach ((int Round, Report Report) pair in Of(ReportKind.Pair))
        {
            string id = Id(pair);
            CrashRow? kept = evidence.ElementAtOrDefault((int)pair.Report.B - 1);
            Check(kept?.Id == id && kept.Step == pair.Report.A, $"acknowledged evidence of {id} is lost");
            Check(removing.Contains(id) || (left.GetValueOrDefault(id) is { } row && row.Step == pair.Report.A), $"acknowledged row {id} is lost");
        }

        Check(Of(ReportKind.Removed).All(r => !left.ContainsKey(Id(r))), "a removed row is back");
    }

    private async Task CheckOnceOnlyAsync()
    {
        Dictionary<string, CrashRow> once = await RowsAsync(CrashTables.Once);
        foreach (IGrouping<string, (int Round, Report Report)> row in Of(ReportKind.Won).GroupBy(static t => $"{t.Round}-{t.Report.Number}"))
        {
            Check(row.Count() == 1, $"{row.Key} was won twice");
            Check(once.GetValueOrDefault(row.Key)?.Writer == row.First().Report.Writer, $"{row.Key} has lost its winner");
        }

        Check(Of(ReportKind.Lost).All(t => once.ContainsKey($"{t.Round}-{t.Report.Number}")), "a row that was taken is free");
    }

    private async Task CheckSharedAsync()
    {
        Report[] swaps = [.. Of(ReportKind.Swapped).Select(static t => t.Report).OrderBy(static r => r.A)];
        Check(swaps.Select(static r => r.A).Distinct().Count() == swaps.Length, "two callers changed the same version of a row");
        Document<CrashRow>? shared = await store.GetAsync(CrashTables.Once, CrashTables.Shared, CancellationToken.None);
        long last = swaps.LastOrDefault().A;
        Check((shared?.Version ?? 0) >= last, $"version {last} of the shared row was acknowledged, {shared?.Version} is there");
        Check(last == 0 || shared?.Version != last || shared.Value.Writer == swaps[^1].Writer, "the shared row holds another value");
    }

    private async Task CheckIndexAsync(Dictionary<string, CrashRow> left)
    {
        foreach (IGrouping<int, CrashRow> mine in left.Values.GroupBy(static row => row.Writer))
        {
            long found = await store.CountAsync(CrashTables.Left, TableQuery.Where("writer", $"w{mine.Key}"), CancellationToken.None);
            Check(found == mine.Count(), $"the index finds {found} rows of writer {mine.Key}, there are {mine.Count()}");
        }
    }

    private async Task CheckCountersAsync(int last)
    {
        CrashRow row = new($"audit-{last}", 0, last + 1, 0);
        (long step, long number) = await store.WriteAsync(
            w => (w.NextSequence(CrashTables.Steps), w.AppendEvidence(CrashTables.EvidenceKind, row, CrashRowJson.Default.CrashRow)), CancellationToken.None);
        Check(step == last + 1 && number == last + 1, $"after {last} writes the counters give {step} and {number}");
    }

    private async Task<Dictionary<string, CrashRow>> RowsAsync(Table<CrashRow> table)
    {
        Dictionary<string, CrashRow> rows = [];
        PageCursor? after = null;
        do
        {
            Page<CrashRow> page = await store.FindAsync(table, TableQuery.All with { Limit = 500, After = after }, CancellationToken.None);
            foreach (Document<CrashRow> row in page.Items)
            {
                rows.Add(row.Key, row.Value);
            }

            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private async Task<List<CrashRow>> EvidenceAsync()
    {
        List<CrashRow> rows = [];
        while (rows.Count < store.Evidence.Last)
        {
            ImmutableArray<EvidenceRecord> page = await store.Evidence.ReadAsync(rows.Count + 1, 500, CancellationToken.None);
            Check(page.Select(static e => e.Number).SequenceEqual(Enumerable.Range(rows.Count + 1, page.Length).Select(static n => (long)n)), "evidence has a gap");
            rows.AddRange(page.Select(static e => JsonSerializer.Deserialize(e.Json.Span, CrashRowJson.Default.CrashRow)!));
        }

        return rows;
    }

    private IEnumerable<(int Round, Report Report)> Of(ReportKind kind) => told.Where(t => t.Report.Kind == kind);

    private static string Id((int Round, Report Report) told) => $"{told.Round}-{told.Report.Writer}-{told.Report.Number}";

    private void Check(bool good, string problem)
    {
        if (!good)
        {
            _problems.Add(problem);
        }
    }
}

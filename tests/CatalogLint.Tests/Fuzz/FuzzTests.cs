using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Tests.Some;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Tests.Fuzz;

/// <summary>Broken files: no crash, no hang over a second, no finding without a place.</summary>
/// <remarks><c>CATALOG_LINT_FUZZ=200000</c> runs that many; without it a few thousand run. A failure names its seed, and the same seed is the same file.</remarks>
public sealed class FuzzTests
{
    private const int Usual = 4_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private readonly ImmutableArray<CatalogSource> vocabulary = [.. CatalogFolder.Read(Repository.Catalog).Where(source => source.Path.StartsWith("vocabulary/", StringComparison.Ordinal))];

    [Fact]
    public void Mutated_files_are_judged_in_time_and_every_finding_has_a_place()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CATALOG_LINT_FUZZ"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;
        string[] seeds = [.. Directory.EnumerateFiles(Repository.Catalog, "*.yaml", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.Rules, "*.yaml", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        ConcurrentQueue<string> failures = new();
        long judged = 0;
        long start = Stopwatch.GetTimestamp();
        Parallel.For(0, count, (seed, state) =>
        {
            if (Fault(seed, seeds) is { } fault)
            {
                failures.Enqueue($"seed {seed}: {fault}");
            }

            Interlocked.Increment(ref judged);
            if (failures.Count > 20 || Stopwatch.GetElapsedTime(start) > Patience)
            {
                state.Stop();
            }
        });
        Assert.True(failures.IsEmpty, string.Join("\n", failures));
        Assert.Equal(count, judged);
        TestContext.Current.TestOutputHelper?.WriteLine($"{judged} files in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
    }

    private string? Fault(int seed, string[] seeds)
    {
        string text = Mutant.Text(seed, seeds);
        bool isVocabulary = seed % 10 == 0;
        ImmutableArray<CatalogSource> sources = isVocabulary
            ? [new CatalogSource("purposes/entry.yaml", seeds[0]), new CatalogSource("vocabulary/words.yaml", text)]
            : [new CatalogSource("purposes/entry.yaml", text), .. vocabulary];
        try
        {
            return TakesLong(sources) ? "takes longer than a second" : new Linter(new LintConfiguration()).Run(sources).Findings.Select(finding => Misplaced(finding, sources)).FirstOrDefault(fault => fault is not null);
        }
        catch (Exception crash)
        {
            return crash.ToString();
        }
    }

    // A machine under load may pause a thread for a second; a file that really takes long does so every time.
    private static bool TakesLong(ImmutableArray<CatalogSource> sources)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = new Linter(new LintConfiguration()).Run(sources);
            if (Stopwatch.GetElapsedTime(start) <= Longest)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Misplaced(Finding finding, ImmutableArray<CatalogSource> sources)
    {
        CatalogSource? source = sources.FirstOrDefault(known => known.Path == finding.Position.File);
        bool isPlaced = finding.Position is { Line: > 0, Column: > 0 }
            && (source is null ? finding.Position.File == "vocabulary" : finding.Position.Line <= source.Text.Split('\n', '\r', '\u0085', '\u2028', '\u2029').Length);
        return isPlaced && finding.Message.Length > 0 && finding.Help.Length > 0 ? null : $"{finding.Id} at {finding.Position}: {finding.Message}";
    }
}

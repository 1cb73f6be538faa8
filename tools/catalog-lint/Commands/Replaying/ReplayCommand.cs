using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary><c>catalog-lint replay</c>: real past decisions, asked again of a candidate catalog.</summary>
internal static class ReplayCommand
{
    // How many lines are read ahead, to be decided side by side.
    private const int Together = 4_096;

    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    /// <exception cref="CouldNotRunException">There is no such log.</exception>
    public static int Run(ToolHost host, ReplayRun asked)
    {
        string file = host.Resolve(asked.Log);
        if (!File.Exists(file))
        {
            throw new CouldNotRunException($"There is no file {asked.Log}.");
        }

        CompiledCatalog catalog = CatalogPlace.Compile(host, asked.Folder, asked.Folder);
        ReplayResult result = Replay(host, catalog, file, asked.At ?? host.Time.GetUtcNow());
        switch (asked.Format)
        {
            case OutputFormat.Human:
                ReplayForPeople.Write(host, result);
                break;
            case OutputFormat.Json:
                ReplayJson.Write(host.Output, result);
                break;
            default:
                FindingReporter.Write(host, asked.Format, new Report { Findings = ReplayFindings.Of(asked.Log, result), Folder = string.Empty, WhenClean = "Every past decision would be the same." });
                break;
        }

        return Fails(asked.FailOn, result) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static ReplayResult Replay(ToolHost host, CompiledCatalog catalog, string file, DateTimeOffset now)
    {
        DecisionLogReader reader = new();
        Replayer replayer = new(catalog);
        using ProgressLine progress = new(host, "replayed", new FileInfo(file).Length);
        ImmutableArray<(int Line, string? Why, ReplayedDecision? Decision)> lines =
        [
            .. File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1)).Where(line => line.Text.Length > 0)
                .Chunk(Together)
                .SelectMany(chunk => SideBySide.Map<(string Text, int Number), (int, string?, ReplayedDecision?)>(chunk, line =>
                {
                    progress.Step(line.Text.Length + 1);
                    string? why = reader.TryRead(line.Number, line.Text, out PastDecision? past);
                    return (line.Number, why, why is null ? replayer.Replay(past!) : null);
                })),
        ];
        ImmutableArray<ReplayedDecision> decisions = [.. lines.Select(line => line.Decision).OfType<ReplayedDecision>()];
        return new ReplayResult
        {
            Decisions = decisions,
            Broken = [.. lines.Where(line => line.Why is not null).Select(line => (line.Line, line.Why!))],
            Live =
            [
                .. decisions.GroupBy(decision => decision.Past.MissionRef, StringComparer.Ordinal)
                    .Select(mission => mission.Last().Past)
                    .Where(past => past.Envelope.Lifetime.End > now)
                    .Select(past => LiveMission.Of(past, replayer.Mission(past.Envelope).Now))
                    .OfType<LiveMission>()
                    .OrderBy(mission => mission.MissionRef, StringComparer.Ordinal),
            ],
        };
    }

    private static bool Fails(ReplayFailOn failOn, ReplayResult result) => !result.Broken.IsEmpty || failOn switch
    {
        ReplayFailOn.Changed => result.Changed.Any(),
        ReplayFailOn.Looser => result.Changed.Any(decision => decision.Verdict is ReplayVerdict.Looser or ReplayVerdict.Unknown or ReplayVerdict.NotReproduced),
        _ => false,
    };
}

using System.Diagnostics;
using System.Globalization;
using MissionPolicy.Storage.Crash;

namespace MissionPolicy.Storage.Tests.Crash;

/// <summary>Runs the writing program and kills it (SIGKILL) when the aim says so.</summary>
internal sealed class CrashChild(string directory, int callers, FlushMode mode, long segmentBytes)
{
    private const int KilledExitCode = 128 + 9;

    /// <summary>One life of the program.</summary>
    /// <param name="round">Which life.</param>
    /// <param name="trigger">Looks at each report, with the number of reports so far; true begins the kill.</param>
    /// <param name="aim">Returns at the moment of the kill.</param>
    /// <returns>Everything the program reported before it died.</returns>
    public async Task<List<Report>> RunAsync(int round, Func<Report, int, bool> trigger, Func<Task> aim)
    {
        using Process process = Start(round);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        List<Report> reports = [];
        Task? kill = null;
        byte[] buffer = new byte[Report.Size];
        Stream pipe = process.StandardOutput.BaseStream;
        try
        {
            while (await pipe.ReadAtLeastAsync(buffer, Report.Size, throwOnEndOfStream: false) == Report.Size)
            {
                reports.Add(Report.Read(buffer));
                if (kill is null && trigger(reports[^1], reports.Count))
                {
                    kill = Task.Run(async () =>
                    {
                        try
                        {
                            await aim();
                        }
                        finally
                        {
                            process.Kill();
                        }
                    });
                }
            }
        }
        catch
        {
            process.Kill();
            throw;
        }

        await process.WaitForExitAsync();
        await (kill ?? Task.CompletedTask);
        Assert.True(process.ExitCode == KilledExitCode, $"The program ended by itself with {process.ExitCode}: {await errors}");
        return reports;
    }

    private Process Start(int round)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "MissionPolicy.Storage.Crash.dll");
        string[] arguments =
        [
            program,
            directory,
            round.ToString(CultureInfo.InvariantCulture),
            callers.ToString(CultureInfo.InvariantCulture),
            mode.ToString(),
            segmentBytes.ToString(CultureInfo.InvariantCulture),
        ];
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }
}

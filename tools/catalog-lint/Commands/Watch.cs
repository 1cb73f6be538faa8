using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Configuration;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary><c>--watch</c>: the command again whenever a file of the catalog or the configuration changed, until it is cancelled.</summary>
/// <remarks>Looks at sizes and times instead of asking the file system to tell: that works in containers and on network shares as well.</remarks>
internal static class Watch
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs and watches.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    /// <param name="run">The command.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code of the last run.</returns>
    public static async Task<int> RunAsync(ToolHost host, FolderRun asked, Func<int> run, CancellationToken cancellation)
    {
        int code = ExitCodes.CouldNotRun;
        ImmutableArray<(string File, DateTime Time, long Length)> seen = [];
        using PeriodicTimer timer = new(Every, host.Time);
        try
        {
            do
            {
                ImmutableArray<(string File, DateTime Time, long Length)> now = Look(host, asked);
                if (!seen.SequenceEqual(now))
                {
                    seen = now;
                    code = Run(host, run);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            // Ending to watch is the usual end.
        }

        return code;
    }

    // A catalog that is half saved must not end the watch.
    private static int Run(ToolHost host, Func<int> run)
    {
        int code = ExitCodes.CouldNotRun;
        try
        {
            code = run();
        }
        catch (Exception unable) when (unable is CouldNotRunException or IOException or UnauthorizedAccessException)
        {
            host.Errors.WriteLine(Terminal.SafeText.OneLine(unable.Message));
        }

        host.Output.WriteLine();
        host.Output.Flush();
        return code;
    }

    private static ImmutableArray<(string File, DateTime Time, long Length)> Look(ToolHost host, FolderRun asked)
    {
        IEnumerable<string> configurations = asked.Configuration is { } named ? [host.Resolve(named)] : ConfigurationFile.Candidates(host, asked.Folder);
        return
        [
            .. CatalogFolder.Files(host.Resolve(asked.Folder)).Concat(configurations)
                .Select(file => new FileInfo(file))
                .Where(file => file.Exists)
                .Select(file => (file.FullName, file.LastWriteTimeUtc, file.Length))
                .OrderBy(file => file.FullName, StringComparer.Ordinal),
        ];
    }
}

using System.Diagnostics;

namespace MissionPolicy.Http.Bench;

/// <summary>A program that has to end well.</summary>
internal static class Command
{
    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="program">The program, by name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BenchFailure">It is not there, or its exit code is not 0; what it wrote is in the message.</exception>
    public static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new BenchFailure($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="start">What to start.</param>
    /// <exception cref="BenchFailure">It is not there.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new BenchFailure($"{start.FileName} does not start.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new BenchFailure($"{start.FileName} does not start: {missing.Message}");
        }
    }
}

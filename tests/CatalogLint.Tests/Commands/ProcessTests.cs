using System.Diagnostics;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>The tool as a process, as a shell starts it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData(ExitCodes.Clean, "no mistakes", "")]
    [InlineData(ExitCodes.Clean, "Exit codes: 0 clean, 1 findings, 2 could not run", "", "--help")]
    [InlineData(ExitCodes.CouldNotRun, "", "There is no folder", "check", "none")]
    [InlineData(ExitCodes.CouldNotRun, "", "Unrecognized command or argument", "chekc", "catalog", "again")]
    public void The_process_answers_with_its_exit_code_and_streams(int code, string output, string errors, params string[] args)
    {
        (int Code, string Output, string Errors) run = Run(args);
        Assert.Equal(code, run.Code);
        Assert.Contains(output, run.Output, StringComparison.Ordinal);
        Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
    }

    [Fact]
    public void Two_processes_write_the_same_bytes()
    {
        catalog.Replace("acr: mfa", "acr: mfaa");
        (int code, string output, _) = Run("check", "--format", "sarif");
        Assert.Equal(ExitCodes.Findings, code);
        Assert.Equal(output, Run("check", "--format", "sarif").Output);
    }

    private (int Code, string Output, string Errors) Run(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Tool).Assembly.Location, .. args])
        {
            WorkingDirectory = catalog.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}

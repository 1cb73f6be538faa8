using System.Diagnostics;
using MissionPolicy.Samples.MeetingAgent.People;

namespace MissionPolicy.Scenario.Tests.Some;

/// <summary>Programs that a test needs: missing, the test is skipped with the reason, and on a build server it fails.</summary>
internal static class Needs
{
    private static bool IsBuildServer => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Chromium.</summary>
    public static void Chromium() => Program(PersonInChromium.Program is not null, "Chromium is not installed: no page was looked at.");

    /// <summary>Node.js with npm.</summary>
    public static void Npm() => Program(Runs("node") && Runs("npm"), "Node.js with npm is not installed: no client of others was tried.");

    private static void Program(bool isThere, string reason)
    {
        Assert.False(IsBuildServer && !isThere, reason);
        Assert.SkipUnless(isThere, reason);
    }

    private static bool Runs(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

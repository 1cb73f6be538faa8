using System.ComponentModel;
using System.Diagnostics;

namespace MissionPolicy.CatalogLint.Catalogs;

/// <summary>git, as a child process without a shell.</summary>
internal static class Git
{
    /// <summary>Runs git.</summary>
    /// <param name="at">The working folder.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">What it reads, or null.</param>
    /// <returns>What it wrote, or null when it refused.</returns>
    /// <exception cref="CouldNotRunException">git is not installed.</exception>
    public static byte[]? Run(string at, IEnumerable<string> arguments, byte[]? input)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = at,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task writes = Task.Run(() => Feed(process, input));
            Task<string> refused = process.StandardError.ReadToEndAsync();
            using MemoryStream output = new();
            process.StandardOutput.BaseStream.CopyTo(output);
            Task.WaitAll(writes, refused);
            process.WaitForExit();
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (Win32Exception)
        {
            throw new CouldNotRunException("git is not installed, and a revision was named. Name two folders instead.");
        }
    }

    private static void Feed(Process process, byte[]? input)
    {
        using Stream stream = process.StandardInput.BaseStream;
        if (input is not null)
        {
            try
            {
                stream.Write(input);
            }
            catch (IOException)
            {
                // git stopped reading; its exit code tells why.
            }
        }
    }
}

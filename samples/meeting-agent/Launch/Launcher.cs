using System.Diagnostics;
using System.Net.Sockets;

namespace MissionPolicy.Samples.MeetingAgent.Launch;

/// <summary>Starts what does not listen yet, and ends exactly that.</summary>
internal sealed class Launcher : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<Process> started = [];
    private readonly string scratch = Directory.CreateTempSubdirectory("mission-policy-scenario-").FullName;

    private Launcher()
    {
    }

    /// <summary>Starts the processes that are missing and waits until every one answers.</summary>
    /// <param name="addresses">Where they listen.</param>
    /// <param name="say">Takes a line for each.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">One did not come up; its last lines are in the message.</exception>
    public static async Task<Launcher> StartAsync(Addresses addresses, Action<string> say, CancellationToken cancellation)
    {
        Launcher launcher = new();
        try
        {
            string root = Root();
            string build = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            foreach (ServerProcess process in Cast.Of(addresses, root, launcher.scratch))
            {
                bool isThere = await ListensAsync(process.Address, cancellation);
                say(isThere ? $"{process.Name} listens at {process.Address.Authority} already" : $"{process.Name} is started at {process.Address.Authority}");
                if (!isThere)
                {
                    await launcher.RunAsync(process, root, build, cancellation);
                }
            }

            return launcher;
        }
        catch
        {
            await launcher.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        Directory.Delete(scratch, recursive: true);
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The scenario runs from a checkout.");
    }

    private static async Task<bool> ListensAsync(Uri address, CancellationToken cancellation)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task RunAsync(ServerProcess server, string root, string build, CancellationToken cancellation)
    {
        string log = Path.Combine(scratch, server.Name + ".log");
        string assembly = Path.Combine(root, string.Format(System.Globalization.CultureInfo.InvariantCulture, server.Assembly, build));
        ProcessStartInfo start = new("dotnet", [assembly, .. server.Settings])
        {
            WorkingDirectory = scratch, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        Process process = Process.Start(start)!;
        started.Add(process);
        Lock writing = new();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (writing)
            {
                File.AppendAllText(log, line.Data + Environment.NewLine);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(server, process, log, cancellation);
    }

    private static async Task ReadyAsync(ServerProcess server, Process process, string log, CancellationToken cancellation)
    {
        using HttpClient http = new() { BaseAddress = server.Address };
        Stopwatch waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < Patience)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(server.HealthPath, cancellation);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        string last = File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(20)) : "it said nothing";
        throw new InvalidOperationException($"{server.Name} did not come up: {last}");
    }
}

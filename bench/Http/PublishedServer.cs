using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MissionPolicy.Samples.MeetingAgent;
using MissionPolicy.Samples.MeetingAgent.People;

namespace MissionPolicy.Http.Bench;

/// <summary>The published server as a process of its own, on one processor and a fresh store.</summary>
internal sealed class PublishedServer : IAsyncDisposable
{
    public const string Client = "assistant";

    private const int FirstPort = 20_000;
    private const int LastPort = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // On one processor the runtime puts that compiling off until no new code has come for a second: a shorter look would see rest too soon.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1500);
    private static readonly string[] Grants = ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"];

    private readonly Process process;
    private readonly ServerOutput output = new();

    private PublishedServer(Process process, Addresses addresses, string secret)
    {
        this.process = process;
        Addresses = addresses;
        Secret = secret;
        output.Follow(process);
    }

    /// <summary>Where it is.</summary>
    public Addresses Addresses { get; }

    /// <summary>The secret of the client.</summary>
    public string Secret { get; }

    /// <summary>User and system time of the process since its start: the 14th and 15th field of <c>/proc/PID/stat</c>.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="folder">Where it is published.</param>
    /// <param name="store">The folder of its store.</param>
    /// <param name="variant">What is special about it.</param>
    /// <param name="processor">The processor it runs on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="BenchFailure">It did not come up; its last lines are in the message.</exception>
    public static async Task<PublishedServer> StartAsync(
        string folder, string store, Variant variant, int processor, CancellationToken cancellation)
    {
        Addresses addresses = Free();
        string secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        // taskset becomes the server: the processor is set before the runtime counts them, and the process keeps its id.
        ProcessStartInfo start = new(
            "taskset",
            [
                "--cpu-list", processor.ToString(CultureInfo.InvariantCulture), "dotnet", Path.Combine(folder, "MissionPolicy.Server.dll"),
                .. Settings(folder, store, addresses, secret), .. variant.Settings,
            ])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        PublishedServer server = new(Command.Start(start), addresses, secret);
        try
        {
            await server.ReadyAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the server has done what it does behind its answers: after a start it compiles its hot code anew.</summary>
    /// <exception cref="BenchFailure">It does not come to rest.</exception>
    public async Task RestAsync(CancellationToken cancellation)
    {
        Stopwatch waited = Stopwatch.StartNew();
        TimeSpan before = ProcessorTime;
        while (waited.Elapsed < Patience)
        {
            await Task.Delay(Look, cancellation);
            TimeSpan now = ProcessorTime;
            if (now - before <= Look / 50)
            {
                return;
            }

            before = now;
        }

        throw new BenchFailure("The server works although it is not asked.");
    }

    /// <summary>Fails when the server logged an error or has ended.</summary>
    public void Check()
    {
        if (process.HasExited)
        {
            throw new BenchFailure($"The server ended with {process.ExitCode}: {output.Explanation}");
        }

        if (output.Errors is { Length: > 0 } errors)
        {
            throw new BenchFailure($"The server logged an error: {errors}");
        }
    }

    /// <summary>Ends the server as an operator does, and fails when that or anything before it was an error.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Check();
        await Command.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)], cancellation);
        await process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
        if (process.ExitCode != 0 || output.Errors.Length > 0)
        {
            throw new BenchFailure($"The server ended with {process.ExitCode}: {output.Explanation}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static IEnumerable<string> Settings(string folder, string store, Addresses addresses, string secret) =>
    [
        $"--contentRoot={folder}", "--environment=Production", $"--urls={addresses.Provider}", $"--Server:Issuer={addresses.Provider}",
        $"--Storage:Path={store}", $"--Catalog:Path={Patient(folder)}",
        // One caller stands for a fleet, and the proofs are made before they are used.
        "--Server:RequestsPerMinute=1000000000", "--Server:DpopProofSeconds=300", "--Server:DpopNonceSeconds=3600",
        $"--Clients:{Client}:ClientId={Client}", $"--Clients:{Client}:ClientName=Bench", $"--Clients:{Client}:Agent=agent_bench",
        $"--Clients:{Client}:TokenEndpointAuthMethod=client_secret_basic",
        $"--Clients:{Client}:ClientSecretHash={Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}",
        $"--Clients:{Client}:RedirectUris:0={addresses.RedirectUri}", $"--Clients:{Client}:ResponseTypes:0=code",
        $"--Clients:{Client}:Scope=openid offline_access evaluate", $"--Clients:{Client}:AuthorizationDetailsTypes:0=mission",
        .. Grants.Select((grant, at) => $"--Clients:{Client}:GrantTypes:{at.ToString(CultureInfo.InvariantCulture)}={grant}"),
        "--Accounts:0:Subject=user_1", $"--Accounts:0:Username={DevelopmentAccount.Alice.Username}", "--Accounts:0:Tenants:0=example.com",
        $"--Accounts:0:Password={DevelopmentAccount.Password}", $"--Accounts:0:TotpSecret={DevelopmentAccount.Alice.TotpSecret}",
    ];

    // One person answers for a fleet: the sample catalog without its budgets of questions.
    private static string Patient(string folder)
    {
        string source = Path.Combine(Publication.Root, "catalog");
        string target = Path.Combine(folder, "catalog-without-budgets");
        foreach (string file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllLines(
                copy, File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("prompts:", StringComparison.Ordinal)));
        }

        return target;
    }

    // The server's port and the one that its person comes back to.
    private static Addresses Free()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            Addresses addresses = new(RandomNumberGenerator.GetInt32(FirstPort, LastPort));
            if (IsFree(addresses.Base) && IsFree(addresses.CallbackPort))
            {
                return addresses;
            }
        }

        throw new BenchFailure("No free ports.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        using HttpClient http = new() { BaseAddress = new Uri(Addresses.Provider) };
        Stopwatch waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < Patience)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
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

        throw new BenchFailure($"The server did not come up: {output.Explanation}");
    }
}

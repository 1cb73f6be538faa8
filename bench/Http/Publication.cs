namespace MissionPolicy.Http.Bench;

/// <summary>The server as it is installed: published once, for all variants.</summary>
internal static class Publication
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Publishes the server into a folder.</summary>
    public static async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        await Command.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(Root, "src", "Server"), "-c", "Release", "-o", folder,
                "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            ],
            cancellation);

        // To the SDK a store that was left in the checkout is content of the project; no server may begin with it.
        string data = Path.Combine(folder, "data");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new BenchFailure("The bench runs from a checkout.");
    }
}

namespace MissionPolicy.Http.Bench;

/// <summary>The folder of one run, which is gone after it.</summary>
internal sealed class RunFolder : IDisposable
{
    private static readonly string[] InMemory = ["tmpfs", "ramfs"];

    private readonly string path;

    /// <summary>Makes the folder.</summary>
    /// <param name="parent">Where.</param>
    /// <exception cref="BenchFailure">That is no disk: a flush would cost nothing there.</exception>
    public RunFolder(string parent)
    {
        string format = new DriveInfo(parent).DriveFormat;
        if (InMemory.Contains(format))
        {
            throw new BenchFailure($"{parent} is {format}, not a disk; name one by --storage.");
        }

        path = Path.Combine(parent, "mission-policy-http-bench-" + Path.GetRandomFileName());
        Directory.CreateDirectory(path);
    }

    /// <summary>Where the server is published.</summary>
    public string Server => Path.Combine(path, "server");

    /// <summary>Where the store of a variant is.</summary>
    public string Store(Variant variant) => Path.Combine(path, "store", variant.Name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}

namespace MissionPolicy.Http.Bench;

/// <summary>One configuration of the server.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Settings">What is added to the server's command line.</param>
internal sealed record Variant(string Name, IReadOnlyList<string> Settings)
{
    /// <summary>The server with this engine.</summary>
    public static Variant OfEngine(string engine) => new(engine, [$"--Rules:Engine={engine}"]);
}

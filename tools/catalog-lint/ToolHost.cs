namespace MissionPolicy.CatalogLint;

/// <summary>Where the tool runs: what it writes to, and what it may assume about it.</summary>
internal sealed record ToolHost
{
    /// <summary>The findings.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Why it could not run, and progress.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>Whether the output may hold colours: a terminal, and <c>NO_COLOR</c> is not set.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether progress is shown: the error stream is a terminal.</summary>
    public bool Progress { get; init; }

    /// <summary>The columns of the output.</summary>
    public int Width { get; init; } = 120;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The folder that relative paths begin at.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>This process.</summary>
    public static ToolHost OfProcess()
    {
        bool mayColour = !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new ToolHost
        {
            Output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n", AutoFlush = false },
            Errors = new StreamWriter(Console.OpenStandardError()) { NewLine = "\n", AutoFlush = true },
            Colour = mayColour,
            Progress = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? 120 : Math.Clamp(Console.WindowWidth, 60, 200),
        };
    }

    /// <summary>A path as the person gave it, from the working folder.</summary>
    /// <param name="path">The path.</param>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);
}

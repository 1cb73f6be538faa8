using System.Diagnostics;

namespace MissionPolicy.Http.Bench;

/// <summary>What a server writes, and the errors in it.</summary>
internal sealed class ServerOutput
{
    private const int Kept = 30;
    private static readonly string[] Levels = ["fail:", "crit:"];

    private readonly Lock taking = new();
    private readonly Queue<string> tail = new();
    private readonly List<string> errors = [];
    private bool isInError;

    /// <summary>Reads what a process writes from now on.</summary>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Take(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Take(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What explains an end: the errors, or the last lines where there is none.</summary>
    public string Explanation
    {
        get
        {
            lock (taking)
            {
                return string.Join(Environment.NewLine, errors.Count > 0 ? errors : tail);
            }
        }
    }

    /// <summary>The lines of errors that were logged, and everything on standard error; empty when all is well.</summary>
    public string Errors
    {
        get
        {
            lock (taking)
            {
                return string.Join(Environment.NewLine, errors);
            }
        }
    }

    private void Take(string? line, bool isError)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        lock (taking)
        {
            // The console logger begins an entry with its level; the lines of its message are indented.
            isInError = Levels.Any(level => line.StartsWith(level, StringComparison.Ordinal)) || (isInError && line.StartsWith(' '));
            if ((isInError || isError) && errors.Count < Kept)
            {
                errors.Add(line);
            }

            tail.Enqueue(line);
            if (tail.Count > Kept)
            {
                tail.Dequeue();
            }
        }
    }
}

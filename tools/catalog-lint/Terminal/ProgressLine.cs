using System.Globalization;

namespace MissionPolicy.CatalogLint.Terminal;

/// <summary>How far long work is: one line on the terminal's error stream, gone when the work is done. Short work shows nothing.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan ShowAfter = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly ToolHost host;
    private readonly string what;
    private readonly long total;
    private readonly Lock gate = new();
    private DateTimeOffset next;
    private long done;
    private int shown;

    public ProgressLine(ToolHost host, string what, long total)
    {
        this.host = host;
        this.what = what;
        this.total = total;
        next = host.Time.GetUtcNow() + ShowAfter;
    }

    /// <summary>One more step is done. May be called from several threads.</summary>
    public void Step(long steps = 1)
    {
        long now = Interlocked.Add(ref done, steps);
        if (!host.Progress)
        {
            return;
        }

        lock (gate)
        {
            DateTimeOffset at = host.Time.GetUtcNow();
            if (at < next)
            {
                return;
            }

            next = at + Every;
            string text = string.Create(CultureInfo.InvariantCulture, $"{what} {100 * now / Math.Max(1, total)} %");
            host.Errors.Write("\r" + text.PadRight(shown));
            shown = Math.Max(shown, text.Length);
        }
    }

    public void Dispose()
    {
        if (shown > 0)
        {
            host.Errors.Write("\r" + new string(' ', shown) + "\r");
        }
    }
}

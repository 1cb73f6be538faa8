namespace MissionPolicy.Storage.Crash;

/// <summary>Standard output as a pipe of reports. What was written is the parent's, even when this process dies at once.</summary>
internal sealed class ReportPipe(Stream output)
{
    private readonly Lock _gate = new();

    public void Send(ReportKind kind, int writer = 0, int number = 0, long a = 0, long b = 0)
    {
        Span<byte> bytes = stackalloc byte[Report.Size];
        new Report(kind, writer, number, a, b).Write(bytes);
        lock (_gate)
        {
            output.Write(bytes);
        }
    }
}

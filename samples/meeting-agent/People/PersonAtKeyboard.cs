namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>You.</summary>
internal sealed class PersonAtKeyboard(string name, TextWriter output) : IPerson
{
    public Task<string> AnswerAsync(Uri address, bool approve, CancellationToken cancellation)
    {
        output.WriteLine();
        output.WriteLine($"    As {name}, open this address in a browser:");
        output.WriteLine("    " + address);
        output.WriteLine();
        return Task.FromResult(string.Empty);
    }

    public Task<Reviewed> ReviewAsync(Uri queue, string words, bool approve, CancellationToken cancellation)
    {
        output.WriteLine();
        output.WriteLine($"    As {name}, open {queue} in a browser of its own and {(approve ? "approve" : "deny")} what shows {words}.");
        output.WriteLine();
        return Task.FromResult(new Reviewed(string.Empty, string.Empty));
    }

    public Task<string> AnswerAskAsync(Uri missions, string words, bool approve, CancellationToken cancellation)
    {
        output.WriteLine();
        output.WriteLine($"    As {name}, open {missions} on any device and {(approve ? "approve" : "deny")} what asks for {words}.");
        output.WriteLine();
        return Task.FromResult(string.Empty);
    }

    public Task<string> ReadAsync(Uri page, CancellationToken cancellation)
    {
        output.WriteLine($"    As {name}, see for yourself: {page}");
        return Task.FromResult(string.Empty);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

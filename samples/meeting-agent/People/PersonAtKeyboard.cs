namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>You.</summary>
internal sealed class PersonAtKeyboard(TextWriter output) : IPerson
{
    public Task<string> AnswerAsync(Uri address, bool approve, CancellationToken cancellation)
    {
        output.WriteLine();
        output.WriteLine("    Open this address in a browser:");
        output.WriteLine("    " + address);
        output.WriteLine();
        return Task.FromResult(string.Empty);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

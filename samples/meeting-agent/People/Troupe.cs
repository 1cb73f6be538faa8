namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>Everybody whom a scenario needs, each played in the same way.</summary>
internal sealed class Troupe : IAsyncDisposable
{
    private readonly List<IPerson> people = [];

    private Troupe()
    {
    }

    /// <summary>Who asks.</summary>
    public IPerson Alice => people[0];

    /// <summary>Who reviews; nobody in a scenario without a review.</summary>
    public IReadOnlyList<IPerson> Reviewers => [.. people.Skip(1)];

    public static async Task<Troupe> StartAsync(Arguments arguments, Addresses addresses, TextWriter output)
    {
        Troupe troupe = new();
        DevelopmentAccount[] accounts = [DevelopmentAccount.Alice, .. arguments.Scenario == "deferred" ? [DevelopmentAccount.Rita, DevelopmentAccount.Ravi] : Array.Empty<DevelopmentAccount>()];
        try
        {
            foreach (DevelopmentAccount account in accounts)
            {
                troupe.people.Add(arguments.IsBrowser ? await PersonInChromium.StartAsync(account, addresses, TimeProvider.System)
                    : arguments.IsAuto ? new PersonByHttp(account, addresses, TimeProvider.System)
                    : new PersonAtKeyboard(account.Username, output));
            }

            return troupe;
        }
        catch
        {
            await troupe.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IPerson person in people)
        {
            await person.DisposeAsync();
        }
    }
}

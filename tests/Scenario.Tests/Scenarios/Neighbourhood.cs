using MissionPolicy.Samples.MeetingAgent;
using MissionPolicy.Samples.MeetingAgent.Callback;
using MissionPolicy.Samples.MeetingAgent.Launch;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Scenarios;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>Provider, CRM and the three resource servers as real processes on free ports, once for all scenarios.</summary>
public sealed class Neighbourhood : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Launcher launcher = null!;
    private readonly List<PersonInChromium> inChromium = [];
    private IReadOnlyList<IPerson> reviewersByHttp = [];

    internal Addresses Addresses { get; } = new(FreeBase.Find());

    internal CallbackListener Callback { get; private set; } = null!;

    /// <summary>Alice by plain HTTP; she stays signed in, because a one-time code is taken once in its thirty seconds.</summary>
    internal PersonByHttp ByHttp { get; private set; } = null!;

    /// <summary>Rita by plain HTTP; what she declines is remembered of her, and Alice can go on.</summary>
    internal IPerson AnotherByHttp => reviewersByHttp[0];

    /// <summary>Alice in a browser that stays open.</summary>
    internal Task<PersonInChromium> InChromiumAsync() => InChromiumAsync(DevelopmentAccount.Alice);

    /// <summary>The reviewers, each in a browser that stays open.</summary>
    internal async Task<IReadOnlyList<PersonInChromium>> ReviewersInChromiumAsync() =>
        [await InChromiumAsync(DevelopmentAccount.Rita), await InChromiumAsync(DevelopmentAccount.Ravi)];

    public async ValueTask InitializeAsync()
    {
        ByHttp = new PersonByHttp(DevelopmentAccount.Alice, Addresses, TimeProvider.System);
        reviewersByHttp = [.. new[] { DevelopmentAccount.Rita, DevelopmentAccount.Ravi }.Select(account => new PersonByHttp(account, Addresses, TimeProvider.System))];
        launcher = await Launcher.StartAsync(Addresses, static _ => { }, TestContext.Current.CancellationToken);
        Callback = await CallbackListener.StartAsync(Addresses.CallbackPort, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ByHttp.DisposeAsync();
        foreach (IPerson person in reviewersByHttp.Concat(inChromium))
        {
            await person.DisposeAsync();
        }

        await Callback.DisposeAsync();
        await launcher.DisposeAsync();
        http.Dispose();
    }

    /// <summary>Plays a scenario and tells it to the test's output.</summary>
    /// <returns>The story, when every step came out as it should.</returns>
    internal async Task<Story> PlayAsync(IPerson person, Func<Stage, CancellationToken, Task> scenario, IReadOnlyList<IPerson>? reviewers = null)
    {
        using StringWriter told = new();
        Story story = new(told);
        try
        {
            await scenario(new Stage(story, Addresses, person, Callback, http) { Reviewers = reviewers ?? reviewersByHttp }, TestContext.Current.CancellationToken);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine(told.ToString());
        }

        Assert.All(story.Steps, static step => Assert.True(step.Holds, step.Step));
        return story;
    }

    private async Task<PersonInChromium> InChromiumAsync(DevelopmentAccount account)
    {
        if (inChromium.Find(person => person.Account == account) is not { } known)
        {
            known = await PersonInChromium.StartAsync(account, Addresses, TimeProvider.System);
            inChromium.Add(known);
        }

        return known;
    }
}

using MissionPolicy.Samples.MeetingAgent;
using MissionPolicy.Samples.MeetingAgent.Callback;
using MissionPolicy.Samples.MeetingAgent.Launch;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Scenarios;
using MissionPolicy.Samples.MeetingAgent.Story;

const int Good = 0;
const int Bad = 1;
const int CouldNotRun = 2;

if (!Arguments.TryParse(args, out Arguments? arguments))
{
    Console.Error.WriteLine(Arguments.Usage);
    return CouldNotRun;
}

if (arguments.IsBrowser && PersonInChromium.Program is null)
{
    Console.Error.WriteLine("--browser needs Chromium, and none is installed.");
    return CouldNotRun;
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

Addresses addresses = new(arguments.Base);
Story story = new(Console.Out);
try
{
    await using Launcher launcher = await Launcher.StartAsync(addresses, story.Say, stop.Token);
    await using CallbackListener callback = await CallbackListener.StartAsync(addresses.CallbackPort, stop.Token);
    await using Troupe people = await Troupe.StartAsync(arguments, addresses, Console.Out);
    using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    Stage stage = new(story, addresses, people.Alice, callback, http) { Reviewers = people.Reviewers };
    await (arguments.Scenario switch
    {
        "schedule" => ScheduleScenario.PlayAsync(stage, arguments.Revoke, stop.Token),
        "follow-up" => FollowUpScenario.PlayAsync(stage, stop.Token),
        "deferred" => DeferredScenario.PlayAsync(stage, arguments.Poll, arguments.End, stop.Token),
        _ when arguments.Deferred => OutsideDeferredScenario.PlayAsync(stage, stop.Token),
        _ => OutsideScenario.PlayAsync(stage, stop.Token),
    });
    return story.Summary() ? Good : Bad;
}
catch (StoryEnd)
{
    story.Summary();
    return Bad;
}
catch (Exception broken) when (broken is InvalidOperationException or HttpRequestException or OperationCanceledException)
{
    Console.Error.WriteLine(broken.Message);
    return CouldNotRun;
}

using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>What an entry gives on request may be asked for without a browser at hand:
/// the new Mission holds what the old one held, and that.</summary>
public sealed class DeferralOnRequestTests : IAsyncLifetime
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line => line
        .Replace("    operations: [send]", "    operations: [send]\n    grant: on_request", StringComparison.Ordinal));

    private DeferralScene? started;

    private DeferralScene Scene => started!;

    public async ValueTask InitializeAsync() => started = await DeferralScene.StartAsync($"--Catalog:Path={catalog.FullName}");

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }

    [Fact]
    public async Task Approved_the_poll_brings_it_and_the_new_Mission_holds_no_more()
    {
        TestHost.Answer narrow = await Scene.Agent.NewMissionAsync(Scene.Agent.Request().With(
            ("authorization_details", """[{"type":"mission","datatypes":["calendar.event"],"actions":["read"]}]""")));
        TestHost.Answer deferred = await Scene.DeferAsync(AgentSteps.Refresh(narrow).With(
            ("resource", TestAgent.EmailApi), ("authorization_details", Mail(narrow)), ("completion_mode", "deferred")));
        Browser.Page page = await Scene.OpenAsync(deferred);
        string news = page.Text.Split("What is new")[1].Split("</section>")[0];
        Assert.Contains("Mail messages: send", news, StringComparison.Ordinal);
        Assert.DoesNotContain("Calendar events", news, StringComparison.Ordinal);
        Assert.Equal("approved", DeferralScene.OutcomeOf(await Scene.Agent.DecideAsync(page, "approve")));

        TestHost.Answer more = (await Scene.PollAsync(deferred)).IsOk();
        Assert.Equal("mail.message", more.Details()[0].GetProperty("datatypes")[0].GetString());
        Assert.True(await Scene.Agent.IsActiveAsync(more.Member("access_token")));
        TestHost.Answer calendar = (await Scene.Agent.TokenAsync(AgentSteps.Refresh(more).With(("resource", TestAgent.CalendarApi)))).IsOk(
            );
        Assert.Equal("""["read"]""", calendar.Details()[0].GetProperty("actions").GetRawText());
        (await Scene.Agent.TokenAsync(AgentSteps.AssertionRequest(more))).IsRefused("invalid_target");
        (await Scene.Agent.DeriveAsync(narrow, TestAgent.CalendarApi, "calendar.event", "read")).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task While_it_waits_the_same_crossing_is_waited_for_and_another_is_not()
    {
        await Scene.DeferAsync(AgentSteps.Refresh(Scene.Tokens).With(
            ("resource", TestAgent.EmailApi), ("authorization_details", Mail(Scene.Tokens)), ("completion_mode", "deferred")));
        Assert.Equal("wait", await StepAsync(TestAgent.EmailApi, "mail.message", "send", null));
        Assert.Equal("push", await StepAsync(TestAgent.CalendarApi, "calendar.event", "read", "cal_board1"));
    }

    private static string Mail(TestHost.Answer tokens) => new JsonArray(new JsonObject
    {
        ["type"] = "mission",
        ["mission_ref"] = tokens.Member("mission_ref"),
        ["locations"] = new JsonArray(TestAgent.EmailApi),
        ["datatypes"] = new JsonArray("mail.message"),
        ["actions"] = new JsonArray("send"),
    }).ToJsonString();

    private async Task<string?> StepAsync(string server, string resource, string operation, string? calendar)
    {
        TestHost.Answer answer = await Scene.Agent.DeriveAsync(Scene.Tokens, server, resource, operation, detail =>
        {
            if (calendar is not null)
            {
                detail["constraints"] = new JsonObject { ["calendar"] = calendar };
            }
        });
        return answer.Json.GetProperty("reapproval").GetProperty("next_step").GetProperty("step").GetString();
    }
}

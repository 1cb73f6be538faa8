using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Prompts;

/// <summary>A person says once that they want no more of a question, and only they take it back.</summary>
public sealed class StopAskingTests : IAsyncLifetime
{
    private PromptScene? scene;

    private PromptScene Scene => scene!;

    private TestAgent Agent => Scene.Agent;

    private TestHost Host => Scene.Host;

    public async ValueTask InitializeAsync() => scene = await PromptScene.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (scene is not null)
        {
            await scene.DisposeAsync();
        }
    }

    [Fact]
    public async Task Stop_asking_me_is_a_no_and_lasts_until_the_person_lifts_it()
    {
        await StopAsync();
        Host.Time.Advance(TimeSpan.FromMinutes(20));
        Dictionary<string, string> answer = await Scene.IsRefusedAsync("access_denied", "asking_stopped");
        Assert.False(answer.ContainsKey("retry_after"));
        await Host.RestartAsync();
        await Scene.IsRefusedAsync("access_denied", "asking_stopped");

        Browser.Page list = await Agent.Person.GetAsync("/missions");
        Assert.Contains("What you are not asked any more", list.Text, StringComparison.Ordinal);
        Assert.Contains("Name of assistant", list.Text, StringComparison.Ordinal);
        Assert.Contains("Schedule a meeting", list.Text, StringComparison.Ordinal);
        Assert.Equal("/missions?asks=again", (await LiftAsync(list)).Location);
        Browser.Page after = await Agent.Person.GetAsync("/missions?asks=again");
        Assert.Contains("may ask you again", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What you are not asked any more", after.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync()).Status);
    }

    [Fact]
    public async Task Who_lets_it_ask_again_is_asked_again_at_once_although_the_stop_was_a_no()
    {
        await StopAsync();
        await LiftAsync(await Agent.Person.GetAsync("/missions"));
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync()).Status);
    }

    [Fact]
    public async Task The_page_of_a_re_approval_has_the_stop_and_the_running_Mission_stays()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Browser.Page page = await Scene.AskAsync(request: Scene.Wider(tokens));
        Assert.Contains("What is new", page.Text, StringComparison.Ordinal);
        Assert.Contains("asked you 1 time before", page.Text, StringComparison.Ordinal);
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(page, "stop"))["error"]);
        TestHost.Answer pushed = await Agent.PushAsync(Scene.Wider(tokens));
        pushed.IsRefused("access_denied");
        Assert.Equal("asking_stopped", pushed.Member("mission_error"));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
    }

    [Fact]
    public async Task A_page_that_is_open_in_another_tab_asks_no_more()
    {
        await Scene.AskAsync();
        string other = Agent.Address;
        await StopAsync();
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.FollowAsync(await Agent.Person.GetAsync(other)));
        Assert.Equal("asking_stopped", answer["error_description"]);
    }

    [Fact]
    public async Task A_stop_is_of_one_person_and_one_kind()
    {
        await StopAsync();
        using TestAgent bob = new(Host);
        await bob.SignInStronglyAsync("bob");
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync(bob)).Status);
        string key = KeyOf(await Agent.Person.GetAsync("/missions"));
        Browser.Page own = await bob.Person.GetAsync("/missions");
        Assert.DoesNotContain("What you are not asked any more", own.Text, StringComparison.Ordinal);
        Assert.Equal("/missions", (await bob.Person.SubmitAsync(await bob.Person.GetAsync("/sign-in?max_age=0"), "/missions/let-ask", ("stop", key))).Location);
        await Scene.IsRefusedAsync("access_denied", "asking_stopped");
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync(request: Inbox())).Status);
    }

    [Fact]
    public async Task A_Mission_is_not_prepared_for_who_stopped_the_questions()
    {
        await StopAsync();
        TestHost.Answer refused = await Scene.PrepareAsync();
        refused.IsRefused("access_denied");
        Assert.Equal("asking_stopped", refused.Member("mission_error"));
    }

    [Theory]
    [InlineData("approve", "decision", "stop")]
    [InlineData("/missions/let-ask", "stop", "any")]
    public async Task A_form_without_its_token_changes_nothing(string path, string name, string value)
    {
        Browser.Page page = await Scene.AskAsync();
        string address = path == "approve" ? Agent.Address : path;
        string shown = page.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0];
        Browser.Page answer = await Agent.Person.SubmitAsync(page with { Text = page.Text.Replace(page.Token, "CfDJ8" + page.Token[5..].ToUpperInvariant(), StringComparison.Ordinal) }, address, ("shown", shown), (name, value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync()).Status);
    }

    [Fact]
    public async Task Stop_and_lift_are_on_the_record_without_the_name_of_the_person()
    {
        await StopAsync();
        await LiftAsync(await Agent.Person.GetAsync("/missions"));
        IStore store = Host.App.Services.GetRequiredService<IStore>();
        List<EvidenceRecord> records = [.. (await store.Evidence.ReadAsync(1, 1000, TestContext.Current.CancellationToken)).Where(record => record.Kind.StartsWith("questions.", StringComparison.Ordinal))];
        Assert.Equal([EvidenceKinds.QuestionsStopped, EvidenceKinds.QuestionsAllowed], records.Select(record => record.Kind));
        foreach (EvidenceRecord record in records)
        {
            JsonElement entry = JsonElement.Parse(record.Json.Span);
            Assert.Equal("assistant", entry.GetProperty("client").GetString());
            Assert.EndsWith("/schedule-meeting", entry.GetProperty("purpose_kind").GetString(), StringComparison.Ordinal);
            Assert.Equal("phr", entry.GetProperty("acr").GetString());
            Assert.DoesNotContain("user_1", Encoding.UTF8.GetString(record.Json.Span), StringComparison.Ordinal);
            Document<PersonalEvidence> personal = (await store.GetAsync(EvidenceTables.Personal, entry.GetProperty("event_id").GetString()!, TestContext.Current.CancellationToken))!;
            Assert.Equal(HandleHash.Of("user_1").Value, personal.Value.SubjectKey);
        }
    }

    private Dictionary<string, string> Inbox() => Agent.Request(TestAgent.Context(context =>
    {
        context["contexts"]!["purpose"]!["kind"] = "https://assistant.example.com/purposes/summarize-inbox";
        context["contexts"]!["purpose"]!["params"] = new System.Text.Json.Nodes.JsonObject { ["mailbox"] = "user_1@example.com" };
    }));

    private async Task StopAsync()
    {
        Browser.Page page = await Scene.AskAsync();
        Assert.Contains("Stop asking me", page.Text, StringComparison.Ordinal);
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.DecideAsync(page, "stop"));
        Assert.Equal(("access_denied", "user_declined"), (answer["error"], answer["error_description"]));
    }

    private Task<Browser.Page> LiftAsync(Browser.Page list) => Agent.Person.SubmitAsync(list, "/missions/let-ask", ("stop", KeyOf(list)));

    private static string KeyOf(Browser.Page list) => list.Text.Split("name=\"stop\" value=\"")[1].Split('"')[0];
}

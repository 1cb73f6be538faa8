using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.AuthZen;

/// <summary>Every crossing names its next step: one that is followed as it stands leads inside, and nothing else is offered.</summary>
public sealed class WayForwardTests : IAsyncLifetime
{
    private const string Kinds = "https://assistant.example.com/purposes/";

    private const string Owner = "identity-governance@example.com";

    private static readonly string CleanCalendar = $$"""
        kind: {{Kinds}}clean-calendar
        version: 1
        owner: owner@example.com
        title: Clean up a calendar
        summary: Delete events of one calendar.
        allowed: { clients: [assistant], applications: [ai_assistant], tenants: [example.com] }
        params:
          schema:
            type: object
            required: [calendar, ticket]
            additionalProperties: false
            properties: { calendar: { type: string, pattern: "^cal_[a-z0-9]{6,32}$" }, ticket: { type: string, maxLength: 20 } }
          governing: [calendar]
          audit_only: [ticket]
        authentication: { require: { acr: mfa } }
        approval: { mode: user }
        authority:
          - { resource: calendar.event, at: https://calendar-api.example.com, operations: [delete], where: { calendar: { equals: params.calendar } } }
        lifetime: { max: 1h }
        propagation: { depth: 0 }
        resume: { same: [subject, tenant], otherwise: reject }
        cases: []
        """;

    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line => line);

    private TestHost? host;
    private TestAgent? agent;

    private TestHost Host => host!;

    private TestAgent Agent => agent!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(catalog.FullName, "purposes", "clean-calendar.yaml"), CleanCalendar, TestContext.Current.CancellationToken);
        host = await TestHost.StartAsync(
        [
            .. AgentFixture.Settings, $"--Catalog:Path={catalog.FullName}",
            "--Clients:assistant:ResponseTypes:1=deferred_code", $"--Clients:assistant:GrantTypes:3={DeferredScene.Grant}",
        ]);
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        agent?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_subject_is_a_request_that_this_person_can_approve()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject step = await StepAsync(tokens, question => question["subject"]!["id"] = "user_2");
        Assert.Equal(("push", "user_2"), (Text(step, "step"), Text(step, "subject")));

        using TestAgent other = new(Host);
        await other.SignInStronglyAsync("bob");
        TestHost.Answer theirs = await other.NewMissionAsync(Literally(other, step));
        Assert.NotEqual(tokens.Member("mission_ref"), theirs.Member("mission_ref"));
        Assert.Equal("inside", Text(await AskAsync(theirs, question => question["subject"]!["id"] = "user_2", other), "outcome"));
        Assert.Equal("inside", Text(await AskAsync(tokens, _ => { }), "outcome"));
    }

    [Fact]
    public async Task A_stronger_operation_is_another_purpose_where_the_client_may_request_one()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject step = await StepAsync(tokens, question => question["action"]!["name"] = "delete");
        Assert.Equal("other_purpose", Text(step, "step"));
        JsonObject purpose = Assert.Single(step["purposes"]!.AsArray())!.AsObject();
        Assert.Equal((Kinds + "clean-calendar", "example.com"), (Text(purpose, "kind"), Text(purpose, "tenant")));
        Assert.Equal("""["delete"] {"calendar":"cal_team01"} ["ticket"]""", $"{purpose["actions"]!.ToJsonString()} {purpose["params"]!.ToJsonString()} {purpose["params_to_fill"]!.ToJsonString()}");

        await IsSameAtTheTokenEndpointAsync(step, await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete", detail => detail["constraints"] = new JsonObject { ["calendar"] = "cal_team01" }));
        JsonObject filled = purpose["params"]!.DeepClone().AsObject();
        filled["ticket"] = "T-1";
        JsonObject context = TestAgent.Context();
        context["contexts"]!["purpose"] = new JsonObject { ["kind"] = Text(purpose, "kind"), ["params"] = filled };
        TestHost.Answer cleaning = await Agent.NewMissionAsync(Agent.Request(context));
        Assert.Equal("inside", Text(await AskAsync(cleaning, question => question["action"]!["name"] = "delete"), "outcome"));
    }

    [Fact]
    public async Task Another_class_needs_another_catalog_and_no_purpose_of_another_client_is_named() =>
        await NeedsChangeAsync(question => question["resource"] = Resource("payment.transfer"), "resource_class_outside $.authority");

    [Fact]
    public async Task Another_server_needs_another_catalog() => await NeedsChangeAsync(
        question => question["resource"]!["properties"]!["audience"] = "https://elsewhere.example.com", "resource_outside_bounds $.authority[0].at");

    [Fact]
    public async Task More_time_than_the_entry_gives_needs_another_catalog() => await NeedsChangeAsync(
        question => question["context"]!["lifetime"] = new JsonObject { ["until"] = "2027-01-01T00:00:00Z" }, "lifetime_longer $.lifetime.max");

    [Fact]
    public async Task A_broader_propagation_needs_another_catalog() => await NeedsChangeAsync(
        question => question["context"]!["propagation"] = new JsonObject { ["audience"] = "https://unknown-as.example.com", ["depth"] = 2 },
        "propagation_audience $.propagation.audiences", "propagation_depth $.propagation.depth");

    [Fact]
    public async Task What_values_alone_keep_outside_is_pushed_as_it_is_and_approved()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject step = await StepAsync(tokens, Board);
        Assert.Equal("push", Text(step, "step"));
        await IsSameAtTheTokenEndpointAsync(step, await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create", detail => detail["constraints"] = new JsonObject { ["calendar"] = "cal_board1" }));
        TestHost.Answer wider = await Agent.NewMissionAsync(Literally(Agent, step));
        Assert.Equal("inside", Text(await AskAsync(wider, Board), "outcome"));
    }

    [Fact]
    public async Task A_request_that_stands_on_its_own_names_no_Mission_and_is_accepted_as_it_is()
    {
        JsonObject context = TestAgent.Context();
        context["contexts"]!["purpose"] = new JsonObject { ["kind"] = Kinds + "crm-follow-up", ["params"] = new JsonObject { ["account"] = "acc_1001" } };
        TestHost.Answer tokens = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.AuthorizeAsync(await Agent.PushAsync(Agent.Request(context))))["code"])).IsOk();
        void Other(JsonObject question)
        {
            question["resource"] = Resource("crm.activity");
            question["resource"]!["properties"]!["account"] = "acc_2";
        }

        JsonObject step = await StepAsync(tokens, Other);
        Assert.Equal("push", Text(step, "step"));
        Assert.False(step.ContainsKey("authorization_details"));
        TestHost.Answer second = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.AuthorizeAsync((await Agent.PushAsync(Literally(Agent, step))).IsOk(HttpStatusCode.Created)))["code"])).IsOk();
        Assert.Equal("inside", Text(await AskAsync(second, Other), "outcome"));
    }

    [Fact]
    public async Task What_reviewers_have_before_them_is_waited_for()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject context = TestAgent.Context(changed =>
        {
            JsonObject parameters = changed["contexts"]!["purpose"]!["params"]!.AsObject();
            parameters["calendar"] = "cal_board1";
            parameters["external_attendees"] = new JsonArray(
                [.. Enumerable.Range(0, 16).Select(index => (JsonNode)$"g{index}@partner.example")]);
        });
        TestHost.Answer pushed = (await Agent.PushAsync(Agent.Request(context).With(("response_type", "deferred_code")))).IsOk(
            HttpStatusCode.Created);
        string code = TestAgent.Answered(await Agent.DecideAsync(await Agent.AuthorizeAsync(pushed), "approve"))["deferred_code"];
        string authId = (await Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferredScene.Grant), ("deferred_code", code), ("code_verifier", TestAgent.Verifier)))).IsOk().Member("deferred_auth_id");

        JsonObject step = await StepAsync(tokens, Board);
        Assert.Equal(("wait", "review", TestAgent.Kind), (Text(step, "step"), Text(step, "for"), Text(step, "kind")));
        Assert.Equal("2026-12-02T", Text(step, "until")![..11]);
        await Agent.PostAsync(
            "/deferred/cancel", AgentSteps.Form(("deferred_auth_id", authId)),
            Agent.Key.Proof("POST", TestAgent.Issuer + "/deferred/cancel", Host.Time.GetUtcNow(), Host.App.Services.GetRequiredService<DpopNonces>().Current()));
        Assert.Equal("push", Text(await StepAsync(tokens, Board), "step"));
    }

    [Fact]
    public async Task A_resource_server_is_told_the_kind_of_step_and_what_it_may_put_into_its_challenge()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string verified = """{"client_id":"assistant","act":{"sub":"agent_scheduler"}}""";
        JsonObject Question(string calendar)
        {
            JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
            question["resource"]!["properties"]!["calendar"] = calendar;
            question["context"] = new JsonObject
            {
                ["mission_ref"] = tokens.Member("mission_ref"), ["actor"] = JsonNode.Parse(verified), ["credential"] = new JsonObject { ["jkt"] = Agent.Key.Thumbprint },
            };
            return question;
        }

        string server = await CallerTokens.OfCalendarAsync(Host, Agent);
        JsonObject[] answers = new JsonObject[3];
        foreach ((int index, string calendar) in new[] { (0, "cal_board1"), (1, "cal_board1"), (2, "cal_board2") })
        {
            answers[index] = JsonNode.Parse((await Agent.CallAsync(HttpMethod.Post, "/access/v1/evaluation", server, Question(calendar))).IsOk().Json.GetProperty("context").ToString())!.AsObject();
        }

        Assert.Equal("""{"step":"push"}""", answers[0]["reapproval"]!["next_step"]!.ToJsonString());
        JsonObject remediation = answers[0]["authorization_remediation"]!.AsObject();
        JsonObject detail = Assert.Single(remediation["authorization_details"]!.AsArray())!.AsObject();
        Assert.Equal("cal_board1", Text(detail["constraints"]!.AsObject(), "calendar"));
        string[] references = [.. answers.Select(answer => Text(answer["authorization_remediation"]!.AsObject(), "authorization_reference")!)];
        Assert.Equal(references[0], references[1]);
        Assert.NotEqual(references[0], references[2]);
        Assert.DoesNotContain("eng-team@example.com", answers[0].ToJsonString(), StringComparison.Ordinal);

        TestHost.Answer asked = await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi), ("authorization_details", new JsonArray(detail.DeepClone()).ToJsonString())));
        asked.IsRefused("invalid_authorization_details");
        Assert.Equal(["param_outside_bounds"], asked.Json.GetProperty("reapproval").GetProperty("crossings").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(references[0], asked.Json.GetProperty("authorization_remediation").GetProperty("authorization_reference").GetString());
    }

    private async Task NeedsChangeAsync(Action<JsonObject> change, params string[] changes)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject context = await AskAsync(tokens, change);
        JsonObject step = context["reapproval"]!["next_step"]!.AsObject();
        Assert.Equal(("change_catalog", TestAgent.Kind, Owner), (Text(step, "step"), Text(step, "kind"), Text(step, "owner")));
        Assert.Equal(
            changes, step["changes"]!.AsArray().Select(needed => $"{Text(needed!.AsObject(), "code")} {Text(needed.AsObject(), "path")}"));
        Assert.All(step["changes"]!.AsArray(), needed => Assert.False(needed!.AsObject().ContainsKey("position"), "lines are for authors"));
        Assert.False(context.ContainsKey("authorization_remediation"), context.ToJsonString());
        Assert.DoesNotContain("payment-batch", context.ToJsonString(), StringComparison.Ordinal);
    }

    private static Task IsSameAtTheTokenEndpointAsync(JsonObject step, TestHost.Answer refused)
    {
        refused.IsRefused("invalid_authorization_details");
        JsonObject there = JsonNode.Parse(refused.Json.GetProperty("reapproval").GetProperty("next_step").ToString())!.AsObject();
        Assert.Equal(step.ToJsonString(), there.ToJsonString());
        return Task.CompletedTask;
    }

    // Every member of the step but its words is sent as it came.
    private static Dictionary<string, string> Literally(TestAgent agent, JsonObject step) => agent.Request().With(
    [
        .. step.Where(member => member.Key is not ("step" or "reasons" or "subject"))
            .Select(member => (member.Key, (string?)(member.Value!.GetValueKind() == JsonValueKind.String ? member.Value.GetValue<string>() : member.Value.ToJsonString()))),
    ]);

    private static void Board(JsonObject question) => question["resource"]!["properties"]!["calendar"] = "cal_board1";

    private static JsonObject Resource(string type) =>
        new() { ["type"] = type, ["id"] = "x_1", ["properties"] = new JsonObject { ["tenant"] = "example.com" } };

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();

    private async Task<JsonObject> StepAsync(TestHost.Answer tokens, Action<JsonObject> change)
    {
        JsonObject context = await AskAsync(tokens, change);
        Assert.Equal("reapprove", Text(context, "outcome"));
        return context["reapproval"]!["next_step"]!.AsObject();
    }

    private async Task<JsonObject> AskAsync(TestHost.Answer tokens, Action<JsonObject> change, TestAgent? by = null)
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["context"]!["mission_ref"] = tokens.Member("mission_ref");
        change(question);
        TestHost.Answer answer = (await (by ?? Agent).CallAsync(HttpMethod.Post, "/access/v1/evaluation", tokens.Member("access_token"), question)).IsOk();
        return JsonNode.Parse(answer.Json.GetProperty("context").ToString())!.AsObject();
    }
}

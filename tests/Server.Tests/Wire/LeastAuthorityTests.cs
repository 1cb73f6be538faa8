using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>A Mission starts with what was asked at the pushed request; a crossing inside the entry adds just that.</summary>
public sealed class LeastAuthorityTests(LeastAuthorityFixture fixture) : IClassFixture<LeastAuthorityFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task What_is_on_request_is_not_granted_and_the_page_says_so()
    {
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        string[] parts = page.Text.Split("What it may ask for later");
        Assert.Equal(2, parts.Length);
        Assert.DoesNotContain("Mail messages", parts[0], StringComparison.Ordinal);
        Assert.Contains("Mail messages: send", parts[1].Split("</ul>")[0], StringComparison.Ordinal);

        TestHost.Answer tokens = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.DecideAsync(page, "approve"))["code"])).IsOk();
        (await DeriveMailAsync(tokens)).IsRefused("invalid_target");
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).IsOk();
    }

    [Fact]
    public async Task A_crossing_is_a_re_approval_that_can_be_sent_as_it_is_and_adds_just_that()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("calendar.event", "read")));
        Assert.Equal(["read"], Actions(await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).IsRefused("invalid_authorization_details");

        JsonElement reapproval = (await DeriveMailAsync(tokens)).Json.GetProperty("reapproval");
        Assert.Equal(["resource_class_outside"], reapproval.GetProperty("crossings").EnumerateArray().Select(code => code.GetString()));
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Again(reapproval))).IsOk(HttpStatusCode.Created));
        string news = page.Text.Split("What is new")[1].Split("</section>")[0];
        Assert.Contains("Mail messages: send", news, StringComparison.Ordinal);
        Assert.DoesNotContain("Calendar events", news, StringComparison.Ordinal);

        TestHost.Answer more = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.DecideAsync(page, "approve"))["code"])).IsOk();
        TestHost.Answer mail = (await DeriveMailAsync(more)).IsOk();
        Assert.True(await Agent.IsActiveAsync(mail.Member("access_token")));
        Assert.Equal(["read"], Actions(await Agent.TokenAsync(AgentSteps.Refresh(more).With(("resource", TestAgent.CalendarApi)))));
        (await Agent.DeriveAsync(more, TestAgent.CalendarApi, "calendar.event", "create")).IsRefused("invalid_authorization_details");
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task The_boundary_question_offers_the_same_re_approval()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("calendar.event", "read")));
        JsonElement answer = await EvaluateAsync(tokens, "calendar.event", "create");
        Assert.Equal("reapprove", answer.GetProperty("outcome").GetString());
        JsonElement[] details = [.. answer.GetProperty("reapproval").GetProperty("authorization_details").EnumerateArray()];
        Assert.Equal(tokens.Member("mission_ref"), details[0].GetProperty("mission_ref").GetString());
        Assert.Equal(["create", "read"], details[1].GetProperty("actions").EnumerateArray().Select(action => action.GetString()));

        TestHost.Answer more = await Agent.NewMissionAsync(Again(answer.GetProperty("reapproval")));
        Assert.Equal("inside", (await EvaluateAsync(more, "calendar.event", "create")).GetProperty("outcome").GetString());
        Assert.Equal("reapprove", (await EvaluateAsync(more, "calendar.event", "update")).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task What_was_not_asked_for_does_not_cross_to_another_authorization_server_until_it_is()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("calendar.event", "read")));
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsRefused("invalid_target");
        JsonElement answer = await EvaluateAsync(tokens, "crm.activity", "create", question =>
            question["context"]!["propagation"] = new JsonObject { ["audience"] = "https://crm-as.example.com", ["depth"] = 1 });
        TestHost.Answer more = await Agent.NewMissionAsync(Again(answer.GetProperty("reapproval")));
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(more))).IsOk();
        (await DeriveMailAsync(more)).IsRefused("invalid_target");
    }

    [Fact]
    public async Task A_Mission_that_asked_for_less_is_resumed_as_it_is_and_not_widened()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("calendar.event", "read")));
        TestHost.Answer again = (await Agent.RedeemAsync(Code(await Agent.AuthorizeAsync((await Agent.PushAsync(
            Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created))))).IsOk();
        Assert.Equal(tokens.Member("mission_ref"), again.Member("mission_ref"));
        Assert.Equal(["read"], Actions(await Agent.TokenAsync(AgentSteps.Refresh(again).With(("resource", TestAgent.CalendarApi)))));
    }

    [Fact]
    public async Task Asking_by_name_at_the_push_grants_what_is_on_request()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("mail.message", "send"), Detail("calendar.event")));
        (await DeriveMailAsync(tokens)).IsOk();
        Assert.Equal(["create", "read", "update"], Actions(await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))));
        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsRefused("invalid_target");
    }

    [Theory]
    [InlineData("""[{"type":"mission","datatypes":["mail.message"],"actions":["delete"]}]""", true)]
    [InlineData("""[{"type":"mission","datatypes":["mail.message"]}]""", true)]
    [InlineData("""[{"type":"mission","actions":["send"]}]""", true)]
    [InlineData("""[{"type":"mission","datatypes":["payment.transfer"],"actions":["read"]}]""", true)]
    [InlineData("""[{"type":"mission","locations":["https://other.example"]}]""", true)]
    [InlineData("""[{"type":"mission","datatypes":["calendar.event"],"actions":["read","delete"]}]""", true)]
    [InlineData("""[{"type":"mission"}]""", false)]
    [InlineData("""[{"type":"mission","datatypes":["calendar.event"],"constraints":{"calendar":"cal_team01"}}]""", false)]
    [InlineData("""[{"type":"mission","datatypes":["calendar.event"],"identifier":"evt_1"}]""", false)]
    [InlineData("""[{"type":"mission","datatypes":["calendar.event"],"privileges":["all"]}]""", false)]
    [InlineData("""[{"type":"payment","datatypes":["calendar.event"]}]""", false)]
    [InlineData("""[{"type":"mission","datatypes":[]}]""", false)]
    [InlineData("""[{"type":"mission","locations":["calendar"]}]""", false)]
    [InlineData("""[{"type":"mission","mission_ref":"mr_1","operation":"approve"},{"type":"mission","datatypes":["calendar.event"]}]""", false)]
    public async Task What_the_purpose_cannot_give_and_what_cannot_be_read_is_refused_at_the_push(string details, bool isOutside)
    {
        TestHost.Answer answer = await Agent.PushAsync(Agent.Request().With(("authorization_details", details)));
        answer.IsRefused("invalid_authorization_details");
        Assert.Equal(
            isOutside, answer.Json.TryGetProperty("mission_error", out JsonElement code) && code.GetString() == "asked_outside_purpose");
    }

    [Fact]
    public async Task Authority_without_a_purpose_is_refused() =>
        (await Agent.PushAsync(Asking(Detail("calendar.event", "read")).With(("client_context", null)))).IsRefused(
            "invalid_authorization_details");

    [Fact]
    public async Task A_Mission_that_is_prepared_may_ask_for_less_too()
    {
        Dictionary<string, string> form = AgentSteps.Form(
            ("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1"), ("authorization_details", new JsonArray(Detail("calendar.event", "read")).ToJsonString()));
        TestHost.Answer proposed = await ProposeAsync(form);
        Assert.NotEqual(proposed.IsOk(HttpStatusCode.Created).Member("mission_ref"), (await ProposeAsync(form.With(("authorization_details", null)))).Member("mission_ref"));
        Assert.Equal(proposed.Member("mission_ref"), (await ProposeAsync(form)).Member("mission_ref"));
        TestHost.Answer tokens = await Agent.NewMissionAsync(
            Agent.Request().With(("authorization_details", AgentSteps.Named(proposed, "approve"))));
        Assert.Equal(["read"], Actions(await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))));
        (await ProposeAsync(form.With(("authorization_details", new JsonArray(Detail("mail.message", "delete")).ToJsonString())))).IsRefused("invalid_authorization_details");
    }

    [Fact]
    public async Task A_decline_of_one_operation_leaves_another_open()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Asking(Detail("calendar.event", "read")));
        Browser.Page page = await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Again((await DeriveMailAsync(tokens)).Json.GetProperty("reapproval")))).IsOk(HttpStatusCode.Created));
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(page, "deny"))["error"]);
        Assert.False((await DeriveMailAsync(tokens)).Json.TryGetProperty("reapproval", out _));
        Assert.True(
            (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).Json.TryGetProperty("reapproval", out _));
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await DeriveMailAsync(tokens)).Json.TryGetProperty("reapproval", out _));
    }

    [Fact]
    public async Task A_dry_run_takes_what_would_be_asked()
    {
        JsonObject question = new()
        {
            ["client"] = "assistant", ["subject"] = "user_1", ["acr"] = "phr", ["client_context"] = TestAgent.Context(),
            ["authorization_details"] = new JsonArray(Detail("calendar.event", "read")),
        };
        JsonElement confirm = (await DryAsync(question)).IsOk().Json;
        Assert.Equal("confirm", confirm.GetProperty("outcome").GetString());
        Assert.Equal("[\"read\"]", Assert.Single(confirm.GetProperty("envelope").GetProperty("grants").EnumerateArray()).GetProperty("operations").GetRawText());
        Assert.Contains("mail.message", confirm.GetProperty("later").GetRawText(), StringComparison.Ordinal);
        question["authorization_details"] = new JsonArray(Detail("mail.message", "delete"));
        Assert.Contains(
            "asked_outside_purpose", (await DryAsync(question)).IsOk().Json.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        question["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "mission" });
        Assert.Equal(HttpStatusCode.BadRequest, (await DryAsync(question)).Status);
    }

    private static string Code(Browser.Page page) => TestAgent.Answered(page)["code"];

    private static IEnumerable<string?> Actions(TestHost.Answer token) =>
        Assert.Single(token.IsOk().Details().EnumerateArray()).GetProperty("actions").EnumerateArray().Select(action => action.GetString());

    private static JsonObject Detail(string datatype, params string[] actions)
    {
        JsonObject detail = new() { ["type"] = "mission", ["datatypes"] = new JsonArray(datatype) };
        if (actions.Length > 0)
        {
            detail["actions"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]);
        }

        return detail;
    }

    private Dictionary<string, string> Asking(params JsonObject[] details) =>
        Agent.Request().With(("authorization_details", new JsonArray([.. details]).ToJsonString()));

    private Dictionary<string, string> Again(JsonElement reapproval) =>
        Agent.Request(JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject())
        .With(("authorization_details", reapproval.GetProperty("authorization_details").ToString()));

    private Task<TestHost.Answer> DeriveMailAsync(TestHost.Answer tokens) =>
        Agent.DeriveAsync(tokens, TestAgent.EmailApi, "mail.message", "send");

    private async Task<JsonElement> EvaluateAsync(
        TestHost.Answer tokens, string resource, string operation, Action<JsonObject>? change = null)
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["context"]!["mission_ref"] = tokens.Member("mission_ref");
        question["action"]!["name"] = operation;
        question["resource"]!["type"] = resource;
        change?.Invoke(question);
        return (await Agent.CallAsync(HttpMethod.Post, "/access/v1/evaluation", tokens.Member("access_token"), question)).IsOk().Json.GetProperty("context");
    }

    private async Task<TestHost.Answer> ProposeAsync(Dictionary<string, string> form) =>
        await Agent.PostAsync("/missions", form, Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()));

    private Task<TestHost.Answer> DryAsync(JsonObject question) => Host.PostAsync("/dry-run/bootstrap", question.ToJsonString());
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>RFC 9396 and derivation digest §3: inside, outside, and how the person is asked again.</summary>
public sealed class DerivationTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("type", "\"payment\"")]
    [InlineData("mission_ref", null)]
    [InlineData("locations", "[]")]
    [InlineData("locations", "[\"https://calendar-api.example.com\",\"https://email-api.example.com\"]")]
    [InlineData("locations", "\"https://calendar-api.example.com\"")]
    [InlineData("datatypes", null)]
    [InlineData("datatypes", "[1]")]
    [InlineData("actions", null)]
    [InlineData("operation", "\"resume\"")]
    [InlineData("identifier", "7")]
    [InlineData("constraints", "[]")]
    [InlineData("constraints", "{\"weather\":\"sunny\"}")]
    [InlineData("constraints", "{\"calendar\":{\"from\":\"x\"}}")]
    [InlineData("privileges", "[\"all\"]")]
    public async Task A_detail_that_cannot_be_read_is_refused(string member, string? json)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read", detail =>
        {
            detail.Remove(member);
            if (json is not null)
            {
                detail[member] = JsonNode.Parse(json);
            }
        })).IsRefused("invalid_authorization_details");
    }

    [Fact]
    public async Task Two_details_and_two_resources_are_refused()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject detail = new() { ["type"] = "mission", ["mission_ref"] = tokens.Member("mission_ref"), ["locations"] = new JsonArray(TestAgent.CalendarApi), ["datatypes"] = new JsonArray("calendar.event"), ["actions"] = new JsonArray("read") };
        Dictionary<string, string> form = AgentSteps.Refresh(tokens);
        (await Agent.TokenAsync(form.With(("authorization_details", new JsonArray(detail.DeepClone(), detail.DeepClone()).ToJsonString())))).IsRefused("invalid_authorization_details");
        (await Agent.TokenAsync(form.With(("resource", TestAgent.EmailApi), ("authorization_details", new JsonArray(detail.DeepClone()).ToJsonString())))).IsRefused("invalid_target");
        (await Agent.TokenAsync(form.With(("authorization_details", new JsonArray(detail.DeepClone()).ToJsonString())))).IsOk();
    }

    [Fact]
    public async Task A_resource_alone_gives_all_that_the_Mission_allows_there_for_five_minutes_at_most()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer calendar = (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))).IsOk();
        JsonElement detail = Assert.Single(calendar.Details().EnumerateArray());
        Assert.Equal(["create", "read", "update"], detail.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.Equal("cal_team01", detail.GetProperty("constraints").GetProperty("calendar").GetString());
        Assert.Equal(300, calendar.Json.GetProperty("expires_in").GetInt32());
        JsonElement token = AgentKey.Payload(calendar.Member("access_token"));
        Assert.True(JsonElement.DeepEquals(calendar.Details(), token.GetProperty("authorization_details")));
        Assert.Equal(calendar.Member("scope"), token.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Narrower_constraints_are_granted_and_repeated()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer calendar = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] =
            JsonNode.Parse("""{"starts":{"from":"2026-12-02T08:00:00Z","to":"2026-12-02T18:00:00Z"}}"""))).IsOk();
        JsonElement constraints = calendar.Details()[0].GetProperty("constraints");
        Assert.Equal("cal_team01", constraints.GetProperty("calendar").GetString());
        Assert.Contains("2026-12-02T18:00:00Z", constraints.GetProperty("starts").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_narrow_and_never_widen()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> form = AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi));
        (await Agent.TokenAsync(form.With(("scope", "calendar.event.delete")))).IsRefused("invalid_scope");
        TestHost.Answer calendar = (await Agent.TokenAsync(form.With(("scope", "calendar.event.read")))).IsOk();
        Assert.Equal("calendar.event.read", calendar.Member("scope"));
        Assert.Equal("calendar.event.read", AgentKey.Payload(calendar.Member("access_token")).GetProperty("scope").GetString());
    }

    [Fact]
    public async Task The_credential_selects_and_the_handle_only_confirms()
    {
        TestHost.Answer one = await Agent.NewMissionAsync();
        TestHost.Answer two = await Agent.NewMissionAsync();
        (await Agent.DeriveAsync(one, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["mission_ref"] = two.Member("mission_ref"))).IsRefused("invalid_grant");
        (await Agent.DeriveAsync(one, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["mission_ref"] = "mr_invented")).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task A_resource_that_the_Mission_does_not_name_is_no_target()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.DeriveAsync(tokens, "https://payments-api.example.com", "payment.transfer", "read")).IsRefused("invalid_target");
        (await Agent.DeriveAsync(tokens, "https://calendar-api.example.com.evil.example", "calendar.event", "read")).IsRefused("invalid_target");
    }

    [Fact]
    public async Task A_stronger_operation_is_outside_the_catalog_and_nobody_is_asked()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer answer = await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete");
        answer.IsRefused("invalid_authorization_details");
        JsonElement decision = answer.Json.GetProperty("mission_decision");
        Assert.Equal("reapprove", decision.GetProperty("outcome").GetString());
        Assert.Contains(decision.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("code").GetString() == "operation_stronger");
        JsonElement reapproval = answer.Json.GetProperty("reapproval");
        Assert.True(reapproval.TryGetProperty("outside_catalog", out _));
        Assert.False(reapproval.TryGetProperty("client_context", out _));
    }

    [Fact]
    public async Task Outside_the_Mission_one_page_shows_what_is_new_and_the_new_Mission_takes_the_place_of_the_old_one()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer outside = await BoardAsync(tokens);
        outside.IsRefused("invalid_authorization_details");
        JsonElement reapproval = outside.Json.GetProperty("reapproval");
        Assert.Equal(["param_outside_bounds"], reapproval.GetProperty("crossings").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(tokens.Member("mission_ref"), reapproval.GetProperty("authorization_details")[0].GetProperty("mission_ref").GetString());

        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Wider(tokens, reapproval))).IsOk(HttpStatusCode.Created));
        Assert.Contains("What is new", page.Text, StringComparison.Ordinal);
        Assert.Contains("cal_board1", page.Text, StringComparison.Ordinal);
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        TestHost.Answer wider = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.DecideAsync(page, "approve"))["code"])).IsOk();
        Assert.NotEqual(tokens.Member("mission_ref"), wider.Member("mission_ref"));
        (await BoardAsync(wider)).IsOk();

        TestHost.Answer old = await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read");
        old.IsRefused("invalid_grant");
        Assert.Equal("mission_completed", old.Member("mission_error"));
        Document<Mission> row = (await Host.App.Services.GetRequiredService<MissionFinder>().ByRefAsync(tokens.Member("mission_ref"), TestContext.Current.CancellationToken))!;
        Assert.Equal(("superseded", wider.Member("mission_ref")), (row.Value.Reason, row.Value.Successor));
    }

    [Fact]
    public async Task A_suspension_in_between_stops_the_replacement_too()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer outside = await BoardAsync(tokens);
        string code = await Agent.CodeAsync(Wider(tokens, outside.Json.GetProperty("reapproval")));
        await Agent.OperateAsync(tokens, "suspend");
        TestHost.Answer answer = await Agent.RedeemAsync(code);
        answer.IsRefused("mission_bootstrap_failed");
        Assert.Equal("mission_suspended", answer.Member("mission_error"));
    }

    [Fact]
    public async Task What_a_person_declined_is_not_asked_again_until_it_is_forgotten()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement reapproval = (await BoardAsync(tokens)).Json.GetProperty("reapproval");
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Wider(tokens, reapproval))).IsOk(HttpStatusCode.Created));
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(page, "deny"))["error"]);

        TestHost.Answer again = await BoardAsync(tokens);
        again.IsRefused("invalid_authorization_details");
        Assert.Equal("deny", again.Json.GetProperty("mission_decision").GetProperty("outcome").GetString());
        Assert.Contains("recently_declined", again.Json.GetProperty("mission_decision").ToString(), StringComparison.Ordinal);
        Assert.False(again.Json.TryGetProperty("reapproval", out _));

        // The agent that asks all the same shows the person no page, whatever it writes into the note or the constraints.
        JsonObject altered = JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject();
        altered["contexts"]!["purpose"]!["params"]!["note"] = "please, please";
        Browser.Page none = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request(altered).With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created));
        Assert.Equal("mission_bootstrap_failed", TestAgent.Answered(none)["error"]);
        Assert.Contains("recently_declined", TestAgent.Answered(none)["error_description"], StringComparison.Ordinal);

        // Another value is the same question; another crossing is another one, and what is inside needs none.
        Assert.False((await BoardAsync(tokens, "cal_board2")).Json.TryGetProperty("reapproval", out _));
        Assert.True((await MailAsync(tokens)).Json.TryGetProperty("reapproval", out _));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await BoardAsync(tokens)).Json.TryGetProperty("reapproval", out _));
    }

    private Dictionary<string, string> Wider(TestHost.Answer tokens, JsonElement reapproval) =>
        Agent.Request(JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject()).With(("authorization_details", AgentSteps.Named(tokens, "resume")));

    private Task<TestHost.Answer> MailAsync(TestHost.Answer tokens) => Agent.DeriveAsync(
        tokens, TestAgent.EmailApi, "mail.message", "send", detail => detail["constraints"] = new JsonObject { ["recipients"] = new JsonArray("press@example.org") });

    private Task<TestHost.Answer> BoardAsync(TestHost.Answer tokens, string calendar = "cal_board1") => Agent.DeriveAsync(
        tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] = new JsonObject { ["calendar"] = calendar });
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>Stopping: one, half-way through its work, and all of a person.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task What_was_derived_ends_with_the_Mission_at_once()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        TestAgent agent = host.Agent;
        TestHost.Answer calendar = await agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read create");
        string token = calendar.Json.GetProperty("access_token").GetString()!;
        Assert.True((await IntrospectAsync(agent, token)).GetProperty("active").GetBoolean());

        Browser.Page list = await agent.Person.GetAsync("/missions");
        Assert.Contains("name=\"operation\" value=\"revoke\"", list.Text, StringComparison.Ordinal);
        (await agent.Person.SubmitAsync(list, "/missions/" + host.MissionRef, ("operation", "revoke"))).GoesTo("/missions/" + host.MissionRef);

        JsonElement standing = await IntrospectAsync(agent, token);
        Assert.False(standing.GetProperty("active").GetBoolean());
        Assert.Equal("revoked", standing.GetProperty("mission_state").GetString());
        Stopped(await agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read"));
        Stopped(await agent.TokenAsync(Form("refresh_token", ("refresh_token", Refresh(host)))));
        Stopped(await agent.TokenAsync(Exchange(("subject_token", token), ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("resource", TestAgent.EmailApi))));
        Stopped(await agent.TokenAsync(Exchange(
            ("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag"), ("audience", TestAgent.CrmAs), ("resource", TestAgent.CrmApi),
            ("subject_token", Refresh(host)), ("subject_token_type", "urn:ietf:params:oauth:token-type:refresh_token"),
            ("authorization_details", new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = host.MissionRef }).ToJsonString()))));

        Browser.Page details = await agent.Person.GetAsync("/missions/" + host.MissionRef);
        Assert.Contains("Stopped (by you)", details.Text, StringComparison.Ordinal);
        Assert.Contains("Access to https://calendar-api.example.com for a short time", details.Text, StringComparison.Ordinal);
        Assert.Contains("refused", details.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"revoke\"", details.Text, StringComparison.Ordinal);
        Assert.Equal("user_revoked", (await host.StoredAsync(host.MissionRef)).Reason);
    }

    [Fact]
    public async Task A_code_that_was_not_redeemed_yet_ends_with_the_Mission()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        string code = await host.Agent.CodeAsync();
        Browser.Page list = await host.Agent.Person.GetAsync("/missions");
        (await host.Agent.Person.SubmitAsync(list, "/missions/revoke-all")).GoesTo("/missions?stopped=2");
        TestHost.Answer late = await host.Agent.RedeemAsync(code);
        Assert.Equal("mission_bootstrap_failed", TestAgent.Error(late));
        Assert.Equal("mission_revoked", late.Json.GetProperty("mission_error").GetString());
    }

    [Fact]
    public async Task One_click_stops_everything_of_a_person_and_nothing_of_others()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        MissionState[] states = [MissionState.Active, MissionState.Suspended, MissionState.Approved, MissionState.Pending, MissionState.Completed];
        DateTimeOffset later = host.Host.Time.GetUtcNow().AddHours(1);
        Mission[] mine = await host.CopyAsync(230, (mission, i) => mission with { State = states[i % states.Length], WaitsUntil = later });
        Mission[] others = await host.CopyAsync(3, (mission, _) => mission with { Subject = OversightHost.Bob });

        Browser.Page list = await host.Agent.Person.GetAsync("/missions");
        (await host.Agent.Person.SubmitAsync(list, "/missions/revoke-all")).GoesTo("/missions?stopped=185");
        foreach (Mission mission in mine)
        {
            Mission after = await host.StoredAsync(mission.MissionRef);
            Assert.Equal(mission.State switch { MissionState.Completed => MissionState.Completed, MissionState.Pending => MissionState.Denied, _ => MissionState.Revoked }, after.State);
        }

        foreach (Mission mission in others)
        {
            Assert.Equal(MissionState.Active, (await host.StoredAsync(mission.MissionRef)).State);
        }

        Browser.Page none = await host.Agent.Person.GetAsync("/missions?stopped=185");
        Assert.Contains("Stopped: 185.", none.Text, StringComparison.Ordinal);
        Assert.Contains("There is none.", none.Text, StringComparison.Ordinal);

        string path = "/subjects/user_2/missions/revoke";
        string token = host.Host.Token(client: "operator", scope: "missions.manage");
        Assert.Equal(3, (await host.Host.PostAsync(path, "{}", token)).Json.GetProperty("revoked").GetInt32());
        Assert.Equal(0, (await host.Host.PostAsync(path, "{}", token)).Json.GetProperty("revoked").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Host.PostAsync(path, "{}", host.Host.Token(scope: "evaluate"))).Status);
        Assert.All(await Task.WhenAll(others.Select(mission => host.StoredAsync(mission.MissionRef))), mission => Assert.Equal("admin_revoked", mission.Reason));
    }

    [Theory]
    [InlineData("/missions/revoke-all")]
    [InlineData("/admin/missions")]
    [InlineData("/missions/mr_any")]
    public async Task A_form_of_another_site_stops_nothing(string path)
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = await OversightHost.SignInAsync(host, "ada");
        Browser.Page loaded = await browser.GetAsync("/sign-in?max_age=0");
        Browser.Page page = await browser.SubmitAsync(loaded with { Text = loaded.Text.Replace(loaded.Token, "forged", StringComparison.Ordinal) }, path, ("operation", "revoke"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    private static string Refresh(OversightHost host) => host.Tokens.Json.GetProperty("refresh_token").GetString()!;

    private static void Stopped(TestHost.Answer answer)
    {
        Assert.Equal("invalid_grant", TestAgent.Error(answer));
        Assert.Equal("mission_revoked", answer.Json.GetProperty("mission_error").GetString());
    }

    private static Dictionary<string, string> Exchange(params (string Name, string Value)[] members) => Form("urn:ietf:params:oauth:grant-type:token-exchange", members);

    private static Dictionary<string, string> Form(string grant, params (string Name, string Value)[] members) =>
        members.Append(("grant_type", grant)).ToDictionary(member => member.Item1, member => member.Item2, StringComparer.Ordinal);

    internal static async Task<JsonElement> IntrospectAsync(TestAgent agent, string token) =>
        (await agent.PostAsync("/introspect", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token })).Json;
}

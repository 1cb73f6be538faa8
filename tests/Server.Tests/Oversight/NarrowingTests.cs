using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>Taking something away from a live Mission.</summary>
public sealed class NarrowingTests
{
    [Fact]
    public async Task What_is_dropped_is_not_given_again_and_what_was_given_before_is_not_honoured()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        TestAgent agent = host.Agent;
        string older = Token(await agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read"));
        Browser.Page page = await agent.Person.GetAsync("/missions/" + host.MissionRef);
        (await OversightHost.PressAsync(agent.Person, host.MissionRef, "narrow", ("drop", RuleOf(page, "email-api")))).GoesTo("/missions/" + host.MissionRef);

        Mission after = await host.StoredAsync(host.MissionRef);
        Assert.Equal((MissionState.Active, host.First.Version + 1, host.First.Version + 1), (after.State, after.Version, after.NarrowedIn));
        Assert.NotEqual(host.First.EnvelopeDigest, after.EnvelopeDigest);
        Assert.Equal("invalid_target", TestAgent.Error(await agent.DeriveAsync(host.Tokens, TestAgent.EmailApi, "mail.message", "send")));

        JsonElement standing = await StopTests.IntrospectAsync(agent, older);
        Assert.Equal("""{"active":false}""", standing.GetRawText());
        Assert.Equal("invalid_request", TestAgent.Error(await agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = older,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["resource"] = TestAgent.CalendarApi,
        })));

        string newer = Token(await agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read"));
        Assert.True((await StopTests.IntrospectAsync(agent, newer)).GetProperty("active").GetBoolean());
        Browser.Page details = await agent.Person.GetAsync("/missions/" + host.MissionRef);
        Assert.Contains("Narrowed (by you)", details.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Send <small>on https://email-api", details.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_shorter_end_ends_Mission_family_and_tokens()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        DateTimeOffset end = host.Host.Time.GetUtcNow().AddMinutes(2);
        TestHost.Answer answer = await NarrowAsync(host, host.MissionRef, new JsonObject { ["expires_at"] = end.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        Mission after = await host.StoredAsync(host.MissionRef);
        Assert.InRange(after.EndsAt, end.AddSeconds(-1), end);

        Page<GrantFamily> families = await host.Store.FindAsync(TokenTables.Families, TableQuery.Where(TokenTables.ByMission, after.MissionId), TestContext.Current.CancellationToken);
        Assert.Equal(after.EndsAt, Assert.Single(families.Items).Value.ExpiresAt);
        TestHost.Answer derived = await host.Agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read");
        Assert.InRange(derived.Json.GetProperty("expires_in").GetInt64(), 1, 120);

        host.Host.Time.Advance(TimeSpan.FromMinutes(2));
        TestHost.Answer late = await host.Agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "read");
        Assert.Equal("mission_expired", late.Json.GetProperty("mission_error").GetString());
    }

    [Fact]
    public async Task What_is_not_narrower_is_refused_and_changes_nothing()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        foreach (string body in (string[])
        [
            """{"drop":["no-such-rule"]}""",
            """{"drop":"all"}""",
            """{"drop":[1]}""",
            """{"expires_at":"2030-01-01T00:00:00Z"}""",
            """{"expires_at":"2026-12-01T08:00:00Z"}""",
            """{"expires_at":"tomorrow"}""",
            """{"add":["x"]}""",
            "[]",
        ])
        {
            TestHost.Answer answer = await host.Host.PostAsync($"/missions/{host.MissionRef}/narrow", body, host.Host.Token(scope: "missions.manage"));
            Assert.True(answer.Status == HttpStatusCode.BadRequest, body);
        }

        Assert.Equal(OversightHost.Facts(host.First), OversightHost.Facts(await host.StoredAsync(host.MissionRef)));
    }

    [Fact]
    public async Task Nothing_left_is_no_narrowing()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Browser.Page page = await host.Agent.Person.GetAsync("/missions/" + host.MissionRef);
        string[] rules = [.. page.Text.Split("name=\"drop\" value=\"").Skip(1).Select(part => part.Split('"')[0])];
        Assert.Equal(3, rules.Length);
        Browser.Page refused = await OversightHost.PressAsync(host.Agent.Person, host.MissionRef, "narrow", [.. rules.Select(rule => ("drop", rule))]);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("nothing is left to do", refused.Text, StringComparison.Ordinal);
        Assert.Equal(OversightHost.Facts(host.First), OversightHost.Facts(await host.StoredAsync(host.MissionRef)));
    }

    [Fact]
    public async Task Nothing_taken_away_changes_nothing()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await NarrowAsync(host, host.MissionRef, [])).Status);
        Assert.Equal(OversightHost.Facts(host.First), OversightHost.Facts(await host.StoredAsync(host.MissionRef)));
    }

    [Fact]
    public async Task A_Mission_that_only_began_or_has_ended_is_not_narrowed()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        JsonObject end = new() { ["expires_at"] = "2026-12-01T12:00:00Z" };
        foreach (Mission mission in (Mission[])[
            await host.CopyAsync(copy => copy with { IsProvisional = true }),
            await host.CopyAsync(copy => copy with { State = MissionState.Revoked }),
            await host.CopyAsync(copy => copy with { State = MissionState.Approved, WaitsUntil = copy.EndsAt })])
        {
            Assert.Equal(HttpStatusCode.Conflict, (await NarrowAsync(host, mission.MissionRef, end)).Status);
            Assert.Equal(OversightHost.Facts(mission), OversightHost.Facts(await host.StoredAsync(mission.MissionRef)));
        }
    }

    private static Task<TestHost.Answer> NarrowAsync(OversightHost host, string missionRef, JsonObject body) =>
        host.Host.PostAsync($"/missions/{missionRef}/narrow", body.ToJsonString(), host.Host.Token(client: "operator", scope: "missions.manage"));

    private static string Token(TestHost.Answer answer) => answer.Json.GetProperty("access_token").GetString()!;

    private static string RuleOf(Browser.Page page, string server) =>
        page.Text.Split("name=\"drop\" value=\"").Skip(1).First(part => part.Split("</label>")[0].Contains(server, StringComparison.Ordinal)).Split('"')[0];
}

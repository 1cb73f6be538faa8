using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.SignIn;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>Who may do what to a Mission: every cell, over HTTP.</summary>
public sealed class AuthorityTests(AuthorityFixture fixture) : IClassFixture<AuthorityFixture>
{
    private static readonly string[] Operations = ["abandon", "complete", "narrow", "resume", "revoke", "suspend"];

    // Written down once more, apart from the table of the product: who, and all that they may.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["subject"] = ["complete", "narrow", "revoke"],
        ["approver"] = ["revoke"],
        ["administrator"] = ["complete", "narrow", "revoke", "suspend"],
        ["strong administrator"] = ["complete", "narrow", "resume", "revoke", "suspend"],
        ["weak administrator"] = [],
        ["stranger"] = [],
        ["client"] = ["abandon", "complete"],
        ["scope missions.manage"] = ["complete", "narrow", "revoke", "suspend"],
        ["scope missions.resume"] = ["resume"],
        ["scope evaluate"] = [],
    };

    private OversightHost Host => fixture.Host;

    public static IEnumerable<TheoryDataRow<string, string>> Cells() =>
        Allowed.Keys.SelectMany(who => Operations.Select(operation => new TheoryDataRow<string, string>(who, operation)));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_cell_of_the_table_is_what_it_says(string who, string operation)
    {
        MissionState before = operation == "resume" ? MissionState.Suspended : MissionState.Active;
        // A copy knows no token of its own, and the client of a suspended Mission has none that is honoured for more than its end.
        bool isClient = who == "client";
        await Host.ResetAsync(isClient ? MissionState.Active : before);
        Mission mission = isClient ? Host.First : await Host.CopyAsync(copy => copy with { State = before, Approvers = [OversightHost.Alice, OversightHost.Bob] });
        bool isDone = who.StartsWith("scope", StringComparison.Ordinal) || isClient ? await CallAsync(who, operation, mission) : await PressAsync(who, operation, mission);
        Mission after = await Host.StoredAsync(mission.MissionRef);
        Assert.Equal(Allowed[who].Contains(operation), isDone);
        Assert.Equal(isDone, OversightHost.Facts(after) != OversightHost.Facts(mission));
        if (isDone)
        {
            Assert.Equal(operation switch
            {
                "complete" => MissionState.Completed,
                "revoke" or "abandon" => MissionState.Revoked,
                "suspend" => MissionState.Suspended,
                _ => MissionState.Active,
            }, after.State);
            Assert.Equal(mission.Version + 1, after.Version);
        }
    }

    [Fact]
    public async Task What_is_nothing_to_a_person_does_not_exist()
    {
        Mission mission = await Host.CopyAsync(copy => copy);
        Browser stranger = fixture.Person("stranger");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/missions/" + mission.MissionRef)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/missions/mr_none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/admin/missions")).Status);
        Assert.DoesNotContain(mission.MissionRef, (await stranger.GetAsync("/missions?list=all")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/missions", "mfa")]
    [InlineData("/missions/mr_none", "mfa")]
    public async Task An_administrator_who_signed_in_too_weakly_is_asked_for_more(string path, string acr)
    {
        Browser.Page page = await fixture.Person("weak administrator").GetAsync(path);
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.StartsWith("/sign-in?", page.Location, StringComparison.Ordinal);
        Assert.Contains($"acr={acr}", page.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lifting_a_suspension_asks_an_administrator_for_the_stronger_level()
    {
        Mission mission = await Host.CopyAsync(copy => copy with { State = MissionState.Suspended });
        Browser.Page page = await OversightHost.PressAsync(fixture.Person("administrator"), mission.MissionRef, "resume");
        Assert.Contains("acr=phr", page.Location, StringComparison.Ordinal);
        Assert.Equal(MissionState.Suspended, (await Host.StoredAsync(mission.MissionRef)).State);
    }

    [Fact]
    public async Task A_suspended_Mission_whose_time_is_over_is_not_resumed()
    {
        Mission mission = await Host.CopyAsync(copy => copy with { State = MissionState.Suspended, EndsAt = Host.Host.Time.GetUtcNow() });
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync("scope missions.resume", "resume", mission));
        Assert.False(await PressAsync("strong administrator", "resume", mission));
    }

    private async Task<bool> PressAsync(string who, string operation, Mission mission)
    {
        Browser.Page page = await OversightHost.PressAsync(fixture.Person(who), mission.MissionRef, operation, ("until", "2026-12-01T12:00:00Z"));
        return page.Status == HttpStatusCode.SeeOther && page.Location == "/missions/" + mission.MissionRef;
    }

    // A state that the operation does not fit would look like a right that is missing: what is refused here is refused for who asks.
    private async Task<bool> CallAsync(string who, string operation, Mission mission)
    {
        HttpStatusCode status = await AnswerAsync(who, operation, mission);
        Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Forbidden, .. who == "scope evaluate" ? (HttpStatusCode[])[HttpStatusCode.NotFound] : []]);
        return status == HttpStatusCode.OK;
    }

    private async Task<HttpStatusCode> AnswerAsync(string who, string operation, Mission mission)
    {
        string path = $"/missions/{mission.MissionRef}/{operation}";
        JsonObject body = new() { ["expires_at"] = "2026-12-01T12:00:00Z" };
        return (who == "client"
            ? await Host.Agent.CallAsync(HttpMethod.Post, path, Host.AccessToken, body)
            : await Host.Host.PostAsync(path, body.ToJsonString(), Host.Host.Token(client: "operator", scope: who["scope ".Length..]))).Status;
    }
}

using System.Net;
using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>Lists of Missions: paged, filtered, and nobody else's.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Pages_give_every_Mission_once_newest_first()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Mission[] copies = await host.CopyAsync(130, (mission, i) => mission with { CreatedAt = mission.CreatedAt.AddMinutes(-i - 1), Subject = i % 2 == 0 ? OversightHost.Alice : OversightHost.Bob });
        string[] all = [host.MissionRef, .. copies.Select(mission => mission.MissionRef)];
        Assert.Equal(all, await AllAsync(host, "limit=50"));
        Assert.Equal(copies.Where((_, i) => i % 2 == 1).Select(mission => mission.MissionRef), await AllAsync(host, "subject=user_2&limit=7"));
    }

    [Fact]
    public async Task A_filter_counts_the_state_that_counts_now()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Mission[] copies = await host.CopyAsync(60, (mission, i) => (i % 6) switch
        {
            0 => mission with { Client = "finance-agent" },
            1 => mission with { Tenant = "other.example" },
            2 => mission with { Kind = "https://assistant.example.com/purposes/other" },
            3 => mission with { State = MissionState.Suspended },
            4 => mission with { EndsAt = host.Host.Time.GetUtcNow() },
            _ => mission with { State = MissionState.Approved, WaitsUntil = mission.EndsAt },
        });
        string[] Refs(int kind) => [.. copies.Where((_, i) => i % 6 == kind).Select(mission => mission.MissionRef)];
        Assert.Equal(Refs(0), await AllAsync(host, "client=finance-agent&limit=3"));
        Assert.Equal(Refs(1), await AllAsync(host, "tenant=other.example&limit=3"));
        Assert.Equal(Refs(2), await AllAsync(host, "kind=https%3A%2F%2Fassistant.example.com%2Fpurposes%2Fother&limit=3"));
        Assert.Equal(Refs(3), await AllAsync(host, "state=suspended&limit=3"));
        Assert.Equal(Refs(3), await AllAsync(host, "subject=user_1&state=suspended&limit=4"));
        Assert.Equal(Refs(4), await AllAsync(host, "subject=user_1&state=expired&limit=4"));
        Assert.Empty(await AllAsync(host, "subject=user_9"));
        Assert.DoesNotContain(Refs(4)[0], await AllAsync(host, "state=active"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_400()
    {
        await using TestHost host = await TestHost.StartAsync();
        foreach (string query in (string[])["limit=0", "limit=201", "limit=x", "cursor=%00", "cursor=", "state=dead"])
        {
            Assert.True((await GetAsync(host, "/missions?" + query, host.Token(scope: "missions.manage"))).Status == HttpStatusCode.BadRequest, query);
        }
    }

    [Fact]
    public async Task One_address_is_a_page_for_a_browser_and_an_API_for_a_client()
    {
        await using TestHost host = await TestHost.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.GetAsync("/missions")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.GetAsync("/missions/mr_any")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(host, "/missions", host.Token(scope: "evaluate"))).Status);
        using Browser browser = new(host);
        (await browser.GetAsync("/missions")).GoesTo("/sign-in?return=%2Fmissions");
        (await browser.GetAsync("/missions/mr_any?older=x")).GoesTo("/sign-in?return=%2Fmissions%2Fmr_any%3Folder%3Dx");
        (await browser.GetAsync("/admin/missions")).GoesTo("/sign-in?return=%2Fadmin%2Fmissions");
    }

    [Fact]
    public async Task A_person_sees_their_own_page_by_page()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Mission[] mine = await host.CopyAsync(25, (mission, _) => mission);
        Mission ended = await host.CopyAsync(mission => mission with { State = MissionState.Completed });
        Mission other = await host.CopyAsync(mission => mission with { Subject = OversightHost.Bob, Approvers = [OversightHost.Alice] });
        Browser person = host.Agent.Person;
        Browser.Page first = await person.GetAsync("/missions");
        Assert.Contains("Schedule a meeting", first.Text, StringComparison.Ordinal);
        Assert.Contains("<strong>Name of assistant</strong> acts for you", first.Text, StringComparison.Ordinal);
        string next = first.Text.Split("rel=\"next\"")[0].Split("<a href=\"")[^1].Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal);
        string both = first.Text + (await person.GetAsync(next)).Text;
        Assert.All(mine, mission => Assert.Contains($"href=\"/missions/{mission.MissionRef}\"", both, StringComparison.Ordinal));
        Assert.DoesNotContain(ended.MissionRef, both, StringComparison.Ordinal);
        Assert.DoesNotContain(other.MissionRef, both, StringComparison.Ordinal);
        Assert.Contains(ended.MissionRef, (await person.GetAsync("/missions?list=all")).Text, StringComparison.Ordinal);
        Browser.Page approved = await person.GetAsync("/missions?list=approved");
        Assert.Contains(other.MissionRef, approved.Text, StringComparison.Ordinal);
        Assert.Contains("acts for Bob Berg", approved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_finds_a_person_by_username_and_stops_all_of_them()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        Mission other = await host.CopyAsync(mission => mission with { Subject = OversightHost.Bob });
        using Browser ada = await OversightHost.SignInAsync(host.Host, "ada");
        Assert.Contains(host.MissionRef, (await ada.GetAsync("/admin/missions")).Text, StringComparison.Ordinal);
        Browser.Page found = await ada.GetAsync("/admin/missions?subject=bob&client=&state=active");
        Assert.Contains(other.MissionRef, found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.MissionRef, found.Text, StringComparison.Ordinal);
        Browser.Page stopped = await ada.SubmitAsync(found, "/admin/missions", ("subject", "user_2"));
        stopped.GoesTo("/admin/missions?subject=user_2&stopped=1");
        Assert.Equal("admin_revoked", (await host.StoredAsync(other.MissionRef)).Reason);
        Assert.Equal(MissionState.Active, (await host.StoredAsync(host.MissionRef)).State);
        Assert.Contains("by an administrator", (await ada.GetAsync("/missions/" + other.MissionRef)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/missions")]
    [InlineData("/admin/missions")]
    public async Task Pages_allow_nothing_but_our_own_files_and_carry_no_script(string path)
    {
        await using TestHost host = await TestHost.StartAsync();
        using Browser browser = await OversightHost.SignInAsync(host, "ada");
        Browser.Page page = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
    }

    private static async Task<List<string>> AllAsync(OversightHost host, string query)
    {
        List<string> found = [];
        string? next = null;
        do
        {
            TestHost.Answer answer = await GetAsync(host.Host, $"/missions?{query}{(next is null ? "" : "&cursor=" + next)}", host.Host.Token(client: "operator", scope: "missions.manage"));
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
            found.AddRange(answer.Json.GetProperty("missions").EnumerateArray().Select(mission => mission.GetProperty("mission_ref").GetString()!));
            next = answer.Json.TryGetProperty("next", out JsonElement place) ? place.GetString() : null;
        }
        while (next is not null);
        return found;
    }

    private static async Task<TestHost.Answer> GetAsync(TestHost host, string path, string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer " + token);
        return await host.SendAsync(request);
    }
}

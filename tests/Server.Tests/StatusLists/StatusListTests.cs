using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Signals;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.StatusLists;

/// <summary>Token Status List: what a resource server reads without asking.</summary>
public sealed class StatusListTests
{
    [Fact]
    public void The_bits_are_those_of_the_drafts_own_example() => Assert.Equal(
        Convert.FromHexString("78da3be9f2130003df0207"),
        System.Buffers.Text.Base64Url.DecodeFromChars(StatusBits.Write(
            12,
            ((int[])[1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]).Select((status, index) => (index, (TokenStatus)status)))));

    [Fact]
    public void A_list_of_a_million_with_eleven_marks_reads_back()
    {
        Dictionary<int, int> marks = new()
        {
            [0] = 1, [1993] = 2, [25460] = 1, [159495] = 3, [495669] = 1, [554353] = 1, [645645] = 2, [723232] = 1, [854545] = 1, [934534] = 2, [1000345] = 3,
        };
        string list = StatusBits.Write(1 << 20, marks.Select(pair => (pair.Key, (TokenStatus)pair.Value)));
        JsonElement json = JsonElement.Parse($$"""{"bits":2,"lst":"{{list}}"}""");
        Assert.All(marks, pair => Assert.Equal(pair.Value, StatusReader.Status(json, pair.Key)));
        Assert.Equal(0, StatusReader.Status(json, 1));
        Assert.True(list.Length < 1000, $"{list.Length} characters");
    }

    [Fact]
    public async Task A_derived_token_is_valid_suspended_valid_again_and_invalid_with_its_Mission()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string calendar = await DeriveAsync(agent, tokens);
        string second = await DeriveAsync(agent, tokens);
        Mission mission = await MissionAsync(host, tokens);
        Assert.NotEqual(Place(calendar), Place(second));
        Assert.Equal((0, 0), await BothAsync(host, calendar, second));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Suspend);
        Assert.Equal((2, 2), await BothAsync(host, calendar, second));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Resume);
        Assert.Equal((0, 0), await BothAsync(host, calendar, second));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Revoke);
        Assert.Equal((1, 1), await BothAsync(host, calendar, second));
    }

    [Fact]
    public async Task A_token_that_was_given_up_stays_invalid_through_suspension_and_resume()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string given = await DeriveAsync(agent, tokens);
        string kept = await DeriveAsync(agent, tokens);
        Mission mission = await MissionAsync(host, tokens);
        Assert.Equal(HttpStatusCode.OK, (await agent.PostAsync("/revoke", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = given })).Status);
        Assert.Equal((1, 0), await BothAsync(host, given, kept));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Suspend);
        Assert.Equal((1, 2), await BothAsync(host, given, kept));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Resume);
        Assert.Equal((1, 0), await BothAsync(host, given, kept));
    }

    [Fact]
    public async Task The_end_of_a_family_ends_its_tokens_and_no_others()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer first = await agent.MissionAsync();
        string dead = await DeriveAsync(agent, first);
        TestHost.Answer second = await agent.RedeemAsync(await agent.CodeAsync());
        string alive = await DeriveAsync(agent, second);
        Assert.Equal(
            HttpStatusCode.OK,
            (await agent.PostAsync("/revoke", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = first.Json.GetProperty("refresh_token").GetString()! })).Status);
        Assert.Equal((1, 0), await BothAsync(host, dead, alive));
    }

    [Fact]
    public async Task A_list_is_signed_limited_in_time_and_the_same_until_something_changes()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string token = await DeriveAsync(agent, tokens);
        string path = new Uri(AgentKey.Payload(token).GetProperty("status").GetProperty("status_list").GetProperty("uri").GetString()!).AbsolutePath;
        string list = await StatusReader.FetchAsync(host, path);
        Assert.True(await Jwks.IsSignedAsync(host, list));
        Assert.Equal("statuslist+jwt", JsonElement.Parse(Jwks.Decode(list.Split('.')[0])).GetProperty("typ").GetString());
        JsonElement claims = AgentKey.Payload(list);
        long now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal((now, now + 300, 15L), (claims.GetProperty("iat").GetInt64(), claims.GetProperty("exp").GetInt64(), claims.GetProperty("ttl").GetInt64()));
        Assert.Equal(2, claims.GetProperty("status_list").GetProperty("bits").GetInt32());

        using HttpResponseMessage response = await GetAsync(host, path);
        EntityTagHeaderValue tag = response.Headers.ETag!;
        Assert.Equal("public, max-age=15", response.Headers.CacheControl!.ToString());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using HttpResponseMessage unchanged = await GetAsync(host, path, request => request.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        await SomeMission.ChangeAsync(host, await MissionAsync(host, tokens), MissionEvent.Suspend);
        using HttpResponseMessage changed = await GetAsync(host, path, request => request.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage aged = await GetAsync(host, path, request => request.Headers.IfNoneMatch.Add(changed.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, aged.StatusCode);
    }

    [Theory]
    [InlineData("/status-lists/77", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/status-lists/-1", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/status-lists/x", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/status-lists/0?time=1686925000", "*/*", HttpStatusCode.NotImplemented)]
    [InlineData("/status-lists/0", "application/statuslist+cwt", HttpStatusCode.NotAcceptable)]
    [InlineData("/status-lists/0", "application/statuslist+jwt;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("/status-lists/0", "application/statuslist+jwt", HttpStatusCode.OK)]
    [InlineData("/status-lists/0", "application/*", HttpStatusCode.OK)]
    public async Task A_request_is_answered_as_the_draft_says(string path, string accept, HttpStatusCode status)
    {
        await using TestHost host = await TestHost.StartAsync();
        await host.App.Services.GetRequiredService<StatusPlaces>().TakeAsync(TestContext.Current.CancellationToken);
        using HttpResponseMessage response = await GetAsync(host, path, request => request.Headers.TryAddWithoutValidation("Accept", accept));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task No_place_is_given_twice_not_even_across_a_restart()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("status-");
        string store = "--Storage:Path=" + Path.Combine(directory.FullName, "data");
        HashSet<long> seen = [];
        for (int start = 0; start < 2; start++)
        {
            await using TestHost host = await TestHost.StartAsync(store);
            StatusPlaces places = host.App.Services.GetRequiredService<StatusPlaces>();
            long[] taken = await Task.WhenAll(Enumerable.Range(0, 400).Select(async _ => (await places.TakeAsync(TestContext.Current.CancellationToken))!.Value.Number));
            Assert.NotEqual(taken.Order(), taken);
            Assert.All(taken, number => Assert.True(seen.Add(number), $"{number} came twice"));
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public void A_place_is_a_list_and_an_index_in_it()
    {
        Assert.Equal((0L, 131_071), (new StatusPlace(131_071).List, new StatusPlace(131_071).Index));
        Assert.Equal((1L, 0), (new StatusPlace(131_072).List, new StatusPlace(131_072).Index));
        Assert.Equal(0, StatusPlace.Capacity % StatusPlaces.BlockSize);
    }

    [Fact]
    public async Task A_list_ends_when_no_token_of_it_can_be_alive()
    {
        await using TestHost host = await TestHost.StartAsync();
        await host.App.Services.GetRequiredService<StatusPlaces>().TakeAsync(TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/status-lists/0")).Status);
        host.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/status-lists/0")).Status);
    }

    [Fact]
    public async Task Where_lists_are_switched_off_tokens_name_none()
    {
        await using TestHost host = await TestHost.StartAsync([.. TestAgent.Settings, "--StatusLists:Enabled=false"]);
        using TestAgent agent = new(host);
        Assert.False(AgentKey.Payload(await DeriveAsync(agent, await agent.MissionAsync())).TryGetProperty("status", out _));
    }

    [Fact]
    public async Task A_narrowed_Mission_ends_what_was_derived_before_and_no_resume_brings_it_back()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string older = await DeriveAsync(agent, tokens);
        Mission mission = await MissionAsync(host, tokens);
        Assert.Equal(0, await StatusReader.StatusAsync(host, older));
        await SomeMission.AmendAsync(host, mission, current => current with { NarrowedIn = current.Version + 1 });
        string newer = await DeriveAsync(agent, tokens);
        Assert.Equal((1, 0), await BothAsync(host, older, newer));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Suspend);
        Assert.Equal((1, 2), await BothAsync(host, older, newer));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Resume);
        Assert.Equal((1, 0), await BothAsync(host, older, newer));
    }

    [Fact]
    public async Task A_Mission_with_any_number_of_live_tokens_is_stopped_by_one_small_write()
    {
        await using TestHost host = await TestHost.StartAsync();
        Mission mission = await SomeMission.AddAsync(host);
        await FillAsync(host, mission, 45_000);
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Suspend);
        Assert.Equal(45_000, await CountAsync(host, 2));
        await SomeMission.ChangeAsync(host, mission, MissionEvent.Revoke);
        Assert.Equal(45_000, await CountAsync(host, 1));
        Assert.Equal(1, await SomeMission.Store(host).CountAsync(StatusTables.Changes, TableQuery.All, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_asks_at_the_same_time_gets_the_same_list()
    {
        await using TestHost host = await TestHost.StartAsync();
        await host.App.Services.GetRequiredService<StatusPlaces>().TakeAsync(TestContext.Current.CancellationToken);
        string[] lists = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusReader.FetchAsync(host, "/status-lists/0")));
        Assert.Single(lists.Distinct(StringComparer.Ordinal));
    }

    private static async Task<int> CountAsync(TestHost host, int wanted) =>
        StatusReader.All(AgentKey.Payload(await StatusReader.FetchAsync(host, "/status-lists/0")).GetProperty("status_list")).Count(status => status == wanted);

    // Small writes, because one of the store is limited.
    private static async Task FillAsync(TestHost host, Mission mission, int count)
    {
        DateTimeOffset now = host.Time.GetUtcNow();
        StatusPlaces places = host.App.Services.GetRequiredService<StatusPlaces>();
        for (int done = 0; done < count; done += 5_000)
        {
            long[] numbers = new long[5_000];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = (await places.TakeAsync(TestContext.Current.CancellationToken))!.Value.Number;
            }

            await SomeMission.Store(host).WriteAsync(
                write =>
                {
                    write.Put(TokenTables.Families, new GrantFamily
                    {
                        FamilyId = "gf_busy", ClientId = "c", Subject = "s", MissionId = mission.MissionId, CreatedAt = now, ExpiresAt = now + TimeSpan.FromHours(8),
                    });
                    foreach (long number in numbers)
                    {
                        write.Insert(TokenTables.Issued, new IssuedToken
                        {
                            TokenId = $"at_{number}", Kind = TokenKind.Access, FamilyId = "gf_busy", MissionId = mission.MissionId, ClientId = "c", Subject = "s", Audience = "a",
                            KeyThumbprint = "k", IssuedAt = now, ExpiresAt = now + TimeSpan.FromMinutes(5), StatusNumber = number,
                        });
                    }

                    return true;
                },
                TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> DeriveAsync(TestAgent agent, TestHost.Answer tokens)
    {
        TestHost.Answer answer = await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read create");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json.GetProperty("access_token").GetString()!;
    }

    private static async Task<Mission> MissionAsync(TestHost host, TestHost.Answer tokens) => (await host.App.Services.GetRequiredService<MissionFinder>()
        .ByRefAsync(tokens.Json.GetProperty("mission_ref").GetString()!, TestContext.Current.CancellationToken))!.Value;

    private static async Task<(int First, int Second)> BothAsync(TestHost host, string first, string second) => (await StatusReader.StatusAsync(host, first), await StatusReader.StatusAsync(host, second));

    private static (string? Uri, int Index) Place(string token)
    {
        JsonElement list = AgentKey.Payload(token).GetProperty("status").GetProperty("status_list");
        return (list.GetProperty("uri").GetString(), list.GetProperty("idx").GetInt32());
    }

    private static async Task<HttpResponseMessage> GetAsync(TestHost host, string path, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        change?.Invoke(request);
        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

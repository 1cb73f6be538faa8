using System.Net;
using System.Text;
using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.EvidenceVerify;

namespace MissionPolicy.Evidence.Tests.Host;

/// <summary>The evidence routes over HTTP, and what a stranger can prove with what they give.</summary>
public sealed class EvidenceEndpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("evidence-host-");
    private EvidenceHost? host;

    private EvidenceHost Host => host ?? throw new InvalidOperationException("The host is not started.");

    private string Data => Path.Combine(directory.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        host = await EvidenceHost.StartAsync(Data);
        await Host.AddAsync("one", "alice", MissionState.Revoked, 12);
        await Host.AddAsync("two", "bob", MissionState.Active, 5);
    }

    [Theory]
    [InlineData("GET", "/evidence/checkpoint", "evidence.personal evidence.erase evaluate")]
    [InlineData("GET", "/evidence/proof/inclusion?record=1&size=2", "evidence.personal")]
    [InlineData("GET", "/evidence/proof/consistency?first=1&second=2", "evidence.personal")]
    [InlineData("GET", "/evidence/records", "evidence.personal")]
    [InlineData("GET", "/evidence/export", "evidence.personal")]
    [InlineData("GET", "/evidence/missions/mr_one", "missions.manage")]
    [InlineData("GET", "/evidence/personal", "evidence.read evidence.erase")]
    [InlineData("GET", "/evidence/personal/ev_x", "evidence.read evidence.erase")]
    [InlineData("POST", "/evidence/personal/erase", "evidence.read evidence.personal")]
    public async Task Nobody_gets_it_without_its_scope(string method, string path, string others)
    {
        HttpMethod verb = new(method);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.SendAsync(verb, path, scope: null, method == "POST" ? "{}" : null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Host.SendAsync(verb, path, others, method == "POST" ? "{}" : null)).Status);
    }

    [Fact]
    public async Task An_export_with_its_personal_parts_is_proved_by_the_command_and_says_no_internal_key_and_no_person()
    {
        (int code, string said) = await VerifyAsync();
        Assert.True(code == ExitCodes.Proved, said);
        Assert.Contains("Records 1 to 17", said, StringComparison.Ordinal);
        Assert.Contains("17 of 17 personal parts", said, StringComparison.Ordinal);
        string export = await Host.TextAsync("/evidence/export");
        Assert.All(["m_one", "m_two", "alice", "bob"], secret => Assert.DoesNotContain($"\"{secret}\"", export, StringComparison.Ordinal));
        Assert.Contains("\"mr_one\"", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_erasure_the_log_is_still_proved_and_the_person_is_gone_from_what_is_shown()
    {
        string earlier = await Host.TextAsync("/evidence/checkpoint");
        string eventId = (await RecordsAsync("/evidence/records?limit=1"))[0].GetProperty("payload").GetProperty("event_id").GetString()!;
        Assert.Contains("alice", await Host.TextAsync("/evidence/personal/" + eventId), StringComparison.Ordinal);

        (HttpStatusCode status, string text, _) = await Host.SendAsync(HttpMethod.Post, "/evidence/personal/erase", body: """{"subject":"alice"}""");
        Assert.Equal((HttpStatusCode.OK, """{"erased":12}"""), (status, text));
        Assert.Equal(HttpStatusCode.NotFound, (await Host.SendAsync(HttpMethod.Get, "/evidence/personal/" + eventId)).Status);
        Assert.Empty(await Host.TextAsync("/evidence/personal?subject=alice"));
        Assert.Equal(5, (await Host.TextAsync("/evidence/personal?subject=bob")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        (int code, string said) = await VerifyAsync(earlier);
        Assert.True(code == ExitCodes.Proved, said);
        Assert.Contains("Records 1 to 18", said, StringComparison.Ordinal);
        Assert.Contains("5 of 17 personal parts", said, StringComparison.Ordinal);
        JsonElement last = (await RecordsAsync("/evidence/records?from=18"))[0];
        Assert.Equal(("personal.erased", 12), (last.GetProperty("kind").GetString(), last.GetProperty("payload").GetProperty("erased").GetInt32()));

        Assert.Equal("""{"erased":0}""", (await Host.SendAsync(HttpMethod.Post, "/evidence/personal/erase", body: """{"subject":"alice"}""")).Text);
        Assert.Single(await RecordsAsync("/evidence/records?from=18"));
    }

    [Fact]
    public async Task Nothing_is_erased_of_a_person_whose_Mission_lives()
    {
        (HttpStatusCode status, string text, _) = await Host.SendAsync(HttpMethod.Post, "/evidence/personal/erase", body: """{"subject":"bob"}""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("mr_two", text, StringComparison.Ordinal);
        Assert.Equal(5, (await Host.TextAsync("/evidence/personal?subject=bob")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"subject":""}""")]
    [InlineData("""{"subject":1}""")]
    [InlineData("""{"subject":"alice","all":true}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_broken_request_to_erase_erases_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Host.SendAsync(HttpMethod.Post, "/evidence/personal/erase", body: body)).Status);
        Assert.Equal(17, (await Host.TextAsync("/evidence/personal")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Proofs_are_those_of_the_RFC_for_the_signed_roots()
    {
        byte[][] records = [.. (await Host.TextAsync("/evidence/export")).Split('\n')[..17].Select(Encoding.UTF8.GetBytes)];
        for (int size = 1; size <= 17; size++)
        {
            byte[] root = Rfc9162.Mth(records.AsSpan(0, size));
            for (int record = 1; record <= size; record++)
            {
                JsonElement inclusion = JsonElement.Parse(await Host.TextAsync($"/evidence/proof/inclusion?record={record}&size={size}"));
                Assert.Equal(root, Hash(inclusion, "root_hash"));
                Assert.True(Rfc9162.Included(Rfc9162.Mth(records.AsSpan(record - 1, 1)), inclusion.GetProperty("leaf_index").GetInt64(), size, Hashes(inclusion, "inclusion_path"), root));
            }

            JsonElement consistency = JsonElement.Parse(await Host.TextAsync($"/evidence/proof/consistency?first={size}&second=17"));
            Assert.Equal(root, Hash(consistency, "first_root_hash"));
            Assert.True(size == 17 || Rfc9162.Consistent(size, root, 17, Hash(consistency, "second_root_hash"), Hashes(consistency, "consistency_path")));
        }
    }

    [Theory]
    [InlineData("/evidence/proof/inclusion?record=0&size=17")]
    [InlineData("/evidence/proof/inclusion?record=18&size=17")]
    [InlineData("/evidence/proof/inclusion?record=1&size=18")]
    [InlineData("/evidence/proof/inclusion?record=1")]
    [InlineData("/evidence/proof/inclusion?size=1")]
    [InlineData("/evidence/proof/inclusion?record=-1&size=17")]
    [InlineData("/evidence/proof/inclusion?record=1&record=2&size=17")]
    [InlineData("/evidence/proof/consistency?first=0&second=17")]
    [InlineData("/evidence/proof/consistency?first=5&second=4")]
    [InlineData("/evidence/proof/consistency?first=1&second=99999999999999999999")]
    [InlineData("/evidence/records?from=0")]
    [InlineData("/evidence/records?from=x")]
    [InlineData("/evidence/records?limit=0")]
    [InlineData("/evidence/records?limit=1001")]
    [InlineData("/evidence/missions/mr_one?limit=0")]
    [InlineData("/evidence/missions/mr_one?cursor=%21")]
    [InlineData("/evidence/missions/mr_one?order=up")]
    public async Task A_question_that_makes_no_sense_is_refused_in_problem_details(string path)
    {
        (HttpStatusCode status, _, string? media) = await Host.SendAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (status, media));
    }

    [Fact]
    public async Task Records_come_in_pages_and_are_the_lines_of_the_export()
    {
        string[] export = (await Host.TextAsync("/evidence/export")).Split('\n');
        List<string> paged = [];
        long? next = 1;
        while (next is { } from)
        {
            JsonElement page = JsonElement.Parse(await Host.TextAsync($"/evidence/records?from={from}&limit=4"));
            paged.AddRange(page.GetProperty("records").EnumerateArray().Select(static record => record.GetRawText()));
            next = page.TryGetProperty("next", out JsonElement value) ? value.GetInt64() : null;
        }

        Assert.Equal(export[..17], paged);
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task A_timeline_is_that_of_one_Mission_in_pages(string order)
    {
        List<int> turns = [];
        string? cursor = null;
        do
        {
            JsonElement page = JsonElement.Parse(await Host.TextAsync($"/evidence/missions/mr_one?limit=5&order={order}" + (cursor is null ? string.Empty : "&cursor=" + cursor)));
            turns.AddRange(page.GetProperty("records").EnumerateArray().Select(static record => record.GetProperty("payload").GetProperty("mission_version").GetInt32()));
            cursor = page.TryGetProperty("next", out JsonElement value) ? value.GetString() : null;
        }
        while (cursor is not null);
        int[] expected = [.. Enumerable.Range(1, 12)];
        Assert.Equal(order == "asc" ? expected : [.. expected.Reverse()], turns);
    }

    [Fact]
    public async Task An_unknown_Mission_has_no_timeline() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Host.SendAsync(HttpMethod.Get, "/evidence/missions/mr_none")).Status);

    [Fact]
    public async Task A_host_that_starts_again_continues_what_it_signed()
    {
        string earlier = await Host.TextAsync("/evidence/checkpoint");
        await Host.DisposeAsync();
        host = await EvidenceHost.StartAsync(Data);
        await Host.AddAsync("three", "carol", MissionState.Active, 3);
        (int code, string said) = await VerifyAsync(earlier);
        Assert.True(code == ExitCodes.Proved, said);
        Assert.Contains("(17 records)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_log_was_exchanged_signs_nothing_and_says_so()
    {
        await Host.TextAsync("/evidence/checkpoint");
        await Host.DisposeAsync();
        string other = Path.Combine(directory.FullName, "other");
        host = await EvidenceHost.StartAsync(other);
        await Host.AddAsync("one", "mallory", MissionState.Revoked, 20);
        await Host.DisposeAsync();
        File.Copy(Path.Combine(Data, "evidence-tree", "mark"), Path.Combine(other, "evidence-tree", "mark"), overwrite: true);
        host = await EvidenceHost.StartAsync(other);
        foreach (string path in new[] { "/evidence/checkpoint", "/evidence/export" })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Host.SendAsync(HttpMethod.Get, path)).Status);
        }

        Assert.Equal("Degraded", (await Host.SendAsync(HttpMethod.Get, "/health/ready")).Text);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private static byte[] Hash(JsonElement json, string name) => TreeHash.TryParse(json.GetProperty(name).GetString(), out TreeHash hash) ? MemoryTree.Bytes(hash) : [];

    private static byte[][] Hashes(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(static text => TreeHash.TryParse(text.GetString(), out TreeHash hash) ? MemoryTree.Bytes(hash) : [])];

    private async Task<JsonElement[]> RecordsAsync(string path) => [.. JsonElement.Parse(await Host.TextAsync(path)).GetProperty("records").EnumerateArray()];

    private async Task<(int Code, string Said)> VerifyAsync(string? earlier = null)
    {
        string Save(string name, string text)
        {
            string path = Path.Combine(directory.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }

        List<string> arguments =
        [
            Save("export.jsonl", await Host.TextAsync("/evidence/export")), "--jwks", Save("keys.json", await Host.TextAsync("/jwks")),
            "--personal", Save("personal.jsonl", await Host.TextAsync("/evidence/personal")), "--issuer", "http://localhost:5100",
        ];
        if (earlier is not null)
        {
            arguments.AddRange(["--checkpoint", Save("earlier.jws", earlier)]);
        }

        using StringWriter output = new() { NewLine = "\n" };
        return (VerifyCommand.Root(output, output).Parse(arguments).Invoke(), output.ToString());
    }
}

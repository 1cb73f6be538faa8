using System.Net;
using System.Text;
using System.Text.Json;
using MissionPolicy.Evidence.Tests.Some;

namespace MissionPolicy.Evidence.Tests.Host;

/// <summary>Who may read the log over HTTP, and what is answered.</summary>
public sealed class EvidenceEndpointTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private EvidenceHost Host => fixture.Host;

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

    private static byte[] Hash(JsonElement json, string name) => TreeHash.TryParse(json.GetProperty(name).GetString(), out TreeHash hash) ? MemoryTree.Bytes(hash) : [];

    private static byte[][] Hashes(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(static text => TreeHash.TryParse(text.GetString(), out TreeHash hash) ? MemoryTree.Bytes(hash) : [])];
}

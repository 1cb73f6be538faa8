using System.Net;
using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.EvidenceVerify;

namespace MissionPolicy.Evidence.Tests.Host;

/// <summary>What a stranger can prove with what the routes give: as it is, after an erasure, after a restart, and after somebody exchanged the log.</summary>
public sealed class EvidenceLifeTests : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("evidence-host-");
    private EvidenceHost? host;

    private EvidenceHost Host => host ?? throw new InvalidOperationException("The host is not started.");

    private string Data => Path.Combine(directory.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        host = await EvidenceHost.StartAsync(Data);
        await HostFixture.FillAsync(Host);
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

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete(recursive: true);
    }

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

using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Deferred;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>One record for both faces: rows of a release that knew one face are read as what they were.</summary>
public sealed class DeferredRecordTests
{
    private const string Before = """
        {"process_id":"dp_1","code_hash":"h1","auth_hash":"h2","state":"Open","client_id":"it-agent","code_challenge":"c","scopes":["openid"],"subject":"user_1",
         "sign_in":{"acr":"phr","amr":["user"],"at":"2026-12-01T09:00:00+00:00","session_id":"s"},"mission_id":"m_1","mode":"Create","family_id":"gf_1",
         "started_at":"2026-12-01T09:00:00+00:00","length":"1.00:00:00","expires_at":"2026-12-02T09:00:00+00:00","ends_at":"2026-12-02T09:00:00+00:00","interval_seconds":30}
        """;

    [Fact]
    public void A_row_of_an_earlier_release_is_of_the_OpenID_face_and_found_as_before()
    {
        DeferredProcess process = Read(Before);
        Assert.Equal((DeferralFace.OpenId, "h1", "h2"), (process.Face, process.CodeHash, process.AuthHash));
        Assert.Empty(process.Handles);
        Assert.Equal(
            ["auth h2", "code h1", "end", "mission m_1"],
            Indexed(process).Select(value => value.StartsWith("end", StringComparison.Ordinal) ? "end" : value));
    }

    [Fact]
    public void A_deferred_token_request_is_found_by_its_handles_its_person_and_both_Missions_while_it_lives()
    {
        DeferredProcess process = Read(Before) with
        {
            Face = DeferralFace.Ietf, CodeHash = null, AuthHash = null, CodeChallenge = null, MissionId = null, CrossedMissionId = "m_0", JoinKey = "j", EntranceHash = "e",
            Handles = [Handle("a"), Handle("b")],
        };
        string person = DeferredTables.PersonKey("user_1");
        Assert.Equal(
            ["entrance e", "handle a", "handle b", "join j", "mission m_0", $"person {person}"],
            Indexed(Read(JsonSerializer.Serialize(process, DeferredJson.Default.DeferredProcess))).Where(value => !value.StartsWith("end", StringComparison.Ordinal)));

        DeferredProcess approved = process with { MissionId = "m_1", State = DeferredState.Approved };
        Assert.Equal(
            ["mission m_0", "mission m_1"], Indexed(approved).Where(value => value.StartsWith("mission", StringComparison.Ordinal)));
        Assert.DoesNotContain(Indexed(approved), value => value.StartsWith("person", StringComparison.Ordinal));
        Assert.Equal(["entrance e", "handle a", "handle b"], Indexed(approved with { State = DeferredState.Redeemed }));
    }

    [Fact]
    public void A_ping_of_each_handle_has_a_row_of_its_own()
    {
        Ping ping = new() { ProcessId = "dp_1", ClientId = "assistant", DueAt = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch };
        Assert.Equal(
            ["dp_1", "a", "b"], new[] { ping, ping with { Handle = "a" }, ping with { Handle = "b" } }.Select(DeferredTables.Pings.Key));
    }

    private static DeferredProcess Read(string json) =>
        JsonSerializer.Deserialize(JsonNode.Parse(json)!.ToJsonString(), DeferredJson.Default.DeferredProcess)!;

    private static DeferralHandle Handle(string hash) =>
        new() { Hash = hash, Code = "x", Wish = "y", IssuedAt = DateTimeOffset.UnixEpoch, IntervalSeconds = 5 };

    private static IEnumerable<string> Indexed(DeferredProcess process) => DeferredTables.Processes.Indexes
        .SelectMany(index => index.Values(process).Select(value => $"{index.Name} {value}"))
        .Order(StringComparer.Ordinal);
}

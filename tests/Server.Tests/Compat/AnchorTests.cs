using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Oversight;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>Compatibility digest §2 and §4 row 2: the anchors are kept and recorded with the switch off.</summary>
public sealed class AnchorTests
{
    [Fact]
    public async Task An_approval_records_both_anchors_and_what_they_are_over()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        EvidenceEntry approved = await RecordAsync(host, EvidenceKinds.MissionApproved);
        JsonElement facts = await FactsAsync(host, approved.EventId);
        MissionEnvelope envelope = EnvelopeJson.Read(JsonElement.Parse(facts.GetProperty("envelope").GetString()!));
        Assert.Equal(AuthoritySet.Hash(envelope, TestAgent.Issuer), approved.AuthorityHash);
        JsonElement intent = JsonElement.Parse(facts.GetProperty("intent").GetString()!);
        Assert.Equal(Digest.Anchor("mission-intent", TestAgent.Issuer, intent), approved.IntentHash);
        Assert.Equal((approved.AuthorityHash, approved.IntentHash), (host.First.AuthorityHash, host.First.IntentHash));

        Assert.Equal("Schedule a meeting", intent.GetProperty("goal").GetString());
        Assert.Equal(TestAgent.Kind, intent.GetProperty("purpose").GetString());
        Assert.Equal([TestAgent.CalendarApi, TestAgent.CrmApi, TestAgent.EmailApi], intent.GetProperty("resources").EnumerateArray().Select(resource => resource.GetString()));
        Assert.Equal(host.First.EndsAt, intent.GetProperty("expires_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Narrowing_changes_what_it_may_do_and_not_what_it_is_for()
    {
        await using OversightHost host = await OversightHost.StartAsync();
        string rule = Envelope(host, host.First).Grants.First(grant => grant.At == TestAgent.EmailApi).RuleId;
        TestHost.Answer answer = await host.Host.PostAsync(
            $"/missions/{host.MissionRef}/narrow", new JsonObject { ["drop"] = new JsonArray(rule) }.ToJsonString(), host.Host.Token("operator", "missions.manage"));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        Mission after = await host.StoredAsync(host.MissionRef);
        EvidenceEntry narrowed = await RecordAsync(host, EvidenceKinds.MissionNarrowed);
        Assert.NotEqual(host.First.AuthorityHash, after.AuthorityHash);
        Assert.Equal(AuthoritySet.Hash(Envelope(host, after), TestAgent.Issuer), after.AuthorityHash);
        Assert.Equal((after.AuthorityHash, host.First.IntentHash), (narrowed.AuthorityHash, narrowed.IntentHash));
        // The activation changed neither.
        Assert.Null((await RecordAsync(host, EvidenceKinds.MissionTransition)).AuthorityHash);
    }

    [Fact]
    public async Task What_began_restricted_has_the_anchor_of_what_it_holds_and_its_approval_that_of_the_whole()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        Mission restricted = await StoredAsync(scene);
        await scene.ApproveAsync();
        EvidenceEntry[] records = await RecordsAsync(scene.Host, restricted.MissionId);
        (await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!)).IsOk();
        Mission whole = await StoredAsync(scene);
        Assert.True(restricted.IsProvisional && !whole.IsProvisional);
        foreach (Mission mission in (Mission[])[restricted, whole])
        {
            Assert.Equal(AuthoritySet.Hash(scene.Host.App.Services.GetRequiredService<MissionSeal>().Envelope(mission).Envelope, TestAgent.Issuer), mission.AuthorityHash);
        }

        Assert.NotEqual(restricted.AuthorityHash, whole.AuthorityHash);
        Assert.Equal([restricted.AuthorityHash, whole.AuthorityHash], records.Where(record => record.AuthorityHash is not null).Select(record => record.AuthorityHash));
        Assert.NotNull(whole.IntentHash);
        Assert.Equal(whole.IntentHash, records.Last(record => record.AuthorityHash is not null).IntentHash);
    }

    private static async Task<Mission> StoredAsync(DeferredScene scene) => (await scene.Host.App.Services.GetRequiredService<MissionFinder>()
        .ByRefAsync(await scene.MissionRefAsync(), TestContext.Current.CancellationToken))!.Value;

    private static async Task<EvidenceEntry[]> RecordsAsync(TestHost host, string missionId) =>
        [.. (await host.App.Services.GetRequiredService<EvidenceTimeline>().ReadAsync(missionId, null, 50, TestContext.Current.CancellationToken)).Entries.Select(entry => entry.Entry)];

    private static MissionEnvelope Envelope(OversightHost host, Mission mission) => host.Host.App.Services.GetRequiredService<MissionSeal>().Envelope(mission).Envelope;

    private static async Task<EvidenceEntry> RecordAsync(OversightHost host, string kind) =>
        (await host.Host.App.Services.GetRequiredService<EvidenceTimeline>().ReadAsync(host.First.MissionId, null, 50, TestContext.Current.CancellationToken))
            .Entries.Single(entry => entry.Kind == kind).Entry;

    private static async Task<JsonElement> FactsAsync(OversightHost host, string eventId)
    {
        Document<PersonalEvidence> row = (await host.Store.GetAsync(EvidenceTables.Personal, eventId, TestContext.Current.CancellationToken))!;
        return JsonElement.Parse(host.Host.App.Services.GetRequiredService<EvidenceDesk>().Open(row.Value)!.Facts);
    }
}

using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>Active Missions, put into the store of a running host without a sign-in.</summary>
internal static class SomeMission
{
    public static async Task<Mission> AddAsync(TestHost host, Func<Mission, Mission>? change = null, params string[] audiences)
    {
        DateTimeOffset now = host.Time.GetUtcNow();
        Mission bare = new()
        {
            MissionId = OpaqueHandle.New(OpaqueHandle.Mission),
            MissionRef = OpaqueHandle.New(OpaqueHandle.MissionRef),
            State = MissionState.Active,
            Version = 1,
            Kind = TestAgent.Kind,
            EntryDigest = "entry",
            CatalogDigest = "catalog",
            Client = "nobodys-client",
            Subject = "user_1",
            Tenant = "example.com",
            Envelope = "sealed",
            EnvelopeDigest = "envelope",
            Applied = "sealed",
            AppliedDigest = "applied",
            SignIn = new SignInRecord("phr", ["pop"], now, "s"),
            CreatedAt = now,
            ActivatedAt = now,
            AttestedAt = now,
            EndsAt = now + TimeSpan.FromHours(8),
            WaitsUntil = now + TimeSpan.FromHours(1),
        };
        Mission mission = change?.Invoke(bare) ?? bare;
        await Store(host).WriteAsync(
            write =>
            {
                write.Insert(MissionTables.Missions, mission);
                foreach (string audience in audiences)
                {
                    MissionAudiences.Add(write, mission, audience);
                }

                return true;
            },
            TestContext.Current.CancellationToken);
        return mission;
    }

    public static async Task ChangeAsync(TestHost host, Mission mission, MissionEvent what, string reason = "admin_decided") => Assert.IsType<MissionChange.Done>(
        await host.App.Services.GetRequiredService<MissionLifecycle>().ChangeAsync(mission.MissionId, what, "operator", reason, null, TestContext.Current.CancellationToken));

    /// <summary>Changes a Mission that stays in its state.</summary>
    public static Task AmendAsync(TestHost host, Mission mission, Func<Mission, Mission> change)
    {
        MissionLedger ledger = host.App.Services.GetRequiredService<MissionLedger>();
        MissionLifecycle lifecycle = host.App.Services.GetRequiredService<MissionLifecycle>();
        return Store(host).WriteAsync(
            write => ledger.Amend(write, write.Get(MissionTables.Missions, mission.MissionId)!, change, lifecycle.Evidence(mission, "operator", "narrowed", null)),
            TestContext.Current.CancellationToken);
    }

    public static async Task<Mission> ReadAsync(TestHost host, Mission mission) =>
        (await Store(host).GetAsync(MissionTables.Missions, mission.MissionId, TestContext.Current.CancellationToken))!.Value;

    public static IStore Store(TestHost host) => host.App.Services.GetRequiredService<IStore>();
}

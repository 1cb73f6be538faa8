using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Bench;

/// <summary>An active Mission with its refresh token, written as the approval and the redemption would leave it.</summary>
internal static class BenchMission
{
    public const string Client = "assistant";
    public const string CalendarApi = "https://calendar-api.example.com";

    private const string Kind = "https://assistant.example.com/purposes/schedule-meeting";
    private const string Params = """{"calendar":"cal_team01","window":{"from":"2020-01-01T00:00:00Z","to":"2040-01-01T00:00:00Z"},"attendees":["eng-team@example.com"]}""";

    /// <summary>Writes the rows.</summary>
    /// <returns>The handle and the refresh token.</returns>
    public static async Task<(string MissionRef, string Refresh)> WriteAsync(IServiceProvider services, string thumbprint)
    {
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        CompiledCatalog catalog = services.GetRequiredService<CatalogHost>().Current;
        CompiledPurpose purpose = catalog.Purpose(Kind)!;
        using JsonDocument json = JsonDocument.Parse(Params);
        RequestedPurpose requested = new() { Client = Client, Kind = Kind, Params = json.RootElement, Application = "ai_assistant", Tenant = "example.com" };
        AppliedContext applied = ContextApplier.Apply(purpose, requested, now).Match(yes => yes.Context, no => throw new InvalidOperationException(no.ToString()));
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, new GoverningInputs { Context = applied, Subject = "user_1", Now = now });
        MissionSeal seal = services.GetRequiredService<MissionSeal>();
        SignInRecord signIn = new("phr", ["pop", "user"], now, "sid");
        Mission mission = new()
        {
            MissionId = OpaqueHandle.New(OpaqueHandle.Mission),
            MissionRef = OpaqueHandle.New(OpaqueHandle.MissionRef),
            State = MissionState.Active,
            Version = 1,
            Kind = Kind,
            EntryDigest = envelope.EntryDigest,
            CatalogDigest = catalog.Digest,
            Client = Client,
            Subject = "user_1",
            Tenant = "example.com",
            KeyThumbprint = thumbprint,
            Envelope = seal.Seal(envelope),
            EnvelopeDigest = EnvelopeJson.DigestOf(envelope),
            Applied = seal.Seal(new AppliedRecord { Claim = "{}", Tenant = "example.com", Params = applied.ParamsJson }),
            AppliedDigest = Digest.Of("{}"),
            SignIn = signIn,
            CreatedAt = now,
            AttestedAt = now,
            Idle = envelope.Idle,
            EndsAt = envelope.Lifetime.End,
            WaitsUntil = now,
        };
        string refresh = OpaqueHandle.New(OpaqueHandle.Refresh);
        string family = OpaqueHandle.New(OpaqueHandle.Family);
        await services.GetRequiredService<IStore>().WriteAsync(
            write => write.Insert(MissionTables.Missions, mission).Succeeded
                && write.Insert(TokenTables.Families, new GrantFamily
                {
                    FamilyId = family, ClientId = Client, Subject = "user_1", MissionId = mission.MissionId, CreatedAt = now, ExpiresAt = mission.EndsAt,
                }).Succeeded
                && write.Insert(TokenTables.Refresh, new RefreshToken
                {
                    TokenHash = HandleHash.Of(refresh).Value, FamilyId = family, ClientId = Client, KeyThumbprint = thumbprint, MissionId = mission.MissionId,
                    Subject = "user_1", SignIn = signIn, Scopes = ["openid"], IssuedAt = now, ExpiresAt = mission.EndsAt,
                }).Succeeded,
            default);
        return (mission.MissionRef, refresh);
    }
}

using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Opens, seals and anchors what a Mission keeps; compiled envelopes are kept while they are asked.</summary>
/// <param name="protection">The key ring.</param>
/// <param name="catalog">Whose rules judge the envelopes.</param>
/// <param name="server">Whose anchors they are.</param>
internal sealed class MissionSeal(FieldProtection protection, CatalogHost catalog, IOptions<ServerOptions> server) : IDisposable
{
    private const string EnvelopeField = "mission.envelope";
    private const string CeilingField = "mission.ceiling";
    private const string AppliedField = "mission.applied";
    private const int MostEnvelopes = 10_000;

    private readonly MemoryCache compiled = new(new MemoryCacheOptions { SizeLimit = MostEnvelopes });

    public string Seal(MissionEnvelope envelope) => protection.Protect(EnvelopeField, EnvelopeJson.Write(envelope));

    /// <summary>Seals the envelope of a ceiling.</summary>
    public string SealCeiling(MissionEnvelope envelope) => protection.Protect(CeilingField, EnvelopeJson.Write(envelope));

    public string Seal(AppliedRecord applied) =>
        protection.Protect(AppliedField, JsonSerializer.Serialize(applied, MissionsJson.Default.AppliedRecord));

    /// <summary>The anchor of what a Mission may do.</summary>
    /// <param name="envelope">The envelope that it is to hold.</param>
    public string AuthorityHash(MissionEnvelope envelope) => AuthoritySet.Hash(envelope, server.Value.Issuer);

    /// <summary>The anchor of what a Mission is for.</summary>
    /// <param name="purpose">The entry.</param>
    /// <param name="envelope">The envelope that was asked for.</param>
    public string IntentHash(CompiledPurpose purpose, MissionEnvelope envelope) =>
        IntentRecord.Hash(purpose, envelope, server.Value.Issuer);

    /// <summary>The envelope, compiled.</summary>
    /// <param name="mission">The Mission.</param>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public CompiledEnvelope Envelope(Mission mission)
    {
        (string, string) key = (mission.MissionId, mission.EnvelopeDigest);
        if (compiled.TryGetValue(key, out CompiledEnvelope? known))
        {
            return known!;
        }

        using JsonDocument json = JsonDocument.Parse(Open(EnvelopeField, mission.Envelope, mission));
        return compiled.Set(
            key, catalog.Current.Shapes.Compile(EnvelopeJson.Read(json.RootElement)), new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>What the Mission may do now: its envelope, and under it the one that the entry would give since it changed.</summary>
    /// <param name="mission">The Mission, as <see cref="MissionCeilings.MeetAsync"/> gave it.</param>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public CompiledEnvelope Held(Mission mission)
    {
        if (mission.Ceiling is not { Envelope: { } stored } ceiling)
        {
            return Envelope(mission);
        }

        (string, string) key = (mission.MissionId, $"{mission.EnvelopeDigest} {ceiling.EnvelopeDigest}");
        if (compiled.TryGetValue(key, out CompiledEnvelope? known))
        {
            return known!;
        }

        CompiledCatalog now = catalog.Current;
        using JsonDocument json = JsonDocument.Parse(Open(CeilingField, stored, mission));
        MissionEnvelope left = EnvelopeCeiling.Under(Envelope(mission).Envelope, EnvelopeJson.Read(json.RootElement), now.Vocabulary);
        return compiled.Set(key, now.Shapes.Compile(left), new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>The applied context.</summary>
    /// <param name="mission">The Mission.</param>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public AppliedRecord Applied(Mission mission) =>
        JsonSerializer.Deserialize(Open(AppliedField, mission.Applied, mission), MissionsJson.Default.AppliedRecord)
        ?? throw new InvalidOperationException("The applied context of a stored Mission is null.");

    public void Dispose() => compiled.Dispose();

    private string Open(string field, string stored, Mission mission) => protection.TryUnprotect(field, stored, out string? clear)
        ? clear
        : throw new InvalidOperationException($"The field {field} of Mission {mission.MissionId} cannot be opened: the key ring is lost or the row was altered.");
}

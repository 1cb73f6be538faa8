using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>The live Missions as lines, for <c>catalog-lint diff --missions</c>: what a
/// change of the catalog would touch before it is deployed.</summary>
/// <remarks>Nothing that names the person: neither the subject, nor the approvers, nor params that
/// are kept for the audit alone. Governing params are there, since bounds rest on them.</remarks>
internal sealed class MissionExport(IStore store, MissionSeal seal, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>Every Mission that is active or suspended, by purpose.</summary>
    /// <param name="cancellation">Stops reading.</param>
    public async IAsyncEnumerable<byte[]> LinesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TableQuery? query = TableQuery.Between(MissionTables.ByMet, (string?)null, null) with { Limit = PageSize };
        while (query is not null)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            foreach (Document<Mission> mission in page.Items.Where(mission => !MissionClock.IsTerminal(MissionClock.Effective(mission.Value, time.GetUtcNow()))))
            {
                yield return Line(mission.Value);
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }
    }

    private byte[] Line(Mission mission)
    {
        MissionEnvelope envelope = seal.Envelope(mission).Envelope;
        AppliedRecord applied = seal.Applied(mission);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("mission_ref", mission.MissionRef);
            writer.WriteString("state", MissionLedger.Word(MissionClock.Effective(mission, time.GetUtcNow())));
            writer.WriteString("purpose_kind", mission.Kind);
            writer.WriteString("client_id", mission.Client);
            WireJson.Optional(writer, "application", applied.Application);
            writer.WriteString("tenant", applied.Tenant);
            WireJson.Optional(writer, "actor", mission.Actor?.Id);
            WireJson.Raw(writer, "params", envelope.GoverningParams);
            writer.WriteString("entry_digest", mission.EntryDigest);
            writer.WriteString("catalog_digest", mission.CatalogDigest);
            writer.WriteString("started_at", FactText.Instant(envelope.Lifetime.Start));
            writer.WriteString("expires_at", FactText.End(mission.EndsAt));
            WireJson.Optional(writer, "asked_end", applied.ExpiresAt is { } end ? FactText.Instant(end) : null);
            if (applied.MaxDuration is { } longest)
            {
                writer.WriteNumber("asked_seconds", (long)longest.TotalSeconds);
            }

            if (mission.IsProvisional)
            {
                writer.WriteBoolean("mission_provisional", true);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>What a person declined under a Mission lately: nobody is asked the same again before its time.</summary>
/// <remarks>
/// A crossing is told by what the person would be asked: the tenant and the governing params of the new approval. Lifetimes and audit-only params stay out,
/// or a client could ask again with a second more or with another note. Source: handoff digest §8.
/// </remarks>
internal sealed class DeclinedCrossings(IStore store, TimeProvider time)
{
    /// <summary>The row that a refusal leaves behind.</summary>
    /// <param name="findings">What the engine said.</param>
    /// <returns>The row; null when nobody declined, no active Mission was named, or the entry remembers nothing.</returns>
    public DeclinedCrossing? Of(HandoffFindings findings)
    {
        DateTimeOffset now = time.GetUtcNow();
        return HandoffEvidence.Codes(findings.Decision) is [ReasonCodes.UserDeclined]
            && findings is { Named: { } named, Applied: { } applied, Purpose: { } purpose }
            && MissionClock.Effective(named, now) == MissionState.Active
            && purpose.Entry.Approval.RememberDecline is { } memory
            ? new DeclinedCrossing(named.MissionId, KeyOf(purpose, applied.Tenant, applied.ParamsJson), now + memory)
            : null;
    }

    /// <summary>Whether a person declined this under the Mission lately.</summary>
    public async ValueTask<bool> HasAsync(string missionId, string key, CancellationToken cancellation) =>
        await store.GetAsync(MissionTables.Declined, DeclinedCrossing.KeyOf(missionId, key), cancellation) is { } row && row.Value.Until > time.GetUtcNow();

    /// <summary>What a new approval would ask for, as one word.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="paramsJson">The params.</param>
    public static string KeyOf(CompiledPurpose purpose, string tenant, string paramsJson)
    {
        using JsonDocument given = JsonDocument.Parse(paramsJson);
        return Digest.Of(WireJson.Canonical(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("tenant", tenant);
            writer.WriteStartObject("params");
            foreach (string name in purpose.Entry.Params.Governing.Where(name => given.RootElement.TryGetProperty(name, out _)))
            {
                writer.WritePropertyName(name);
                given.RootElement.GetProperty(name).WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }));
    }
}

using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evaluation;

/// <summary>The durable record of a boundary decision about a stored Mission; its event is the <c>evaluation_id</c>.</summary>
/// <remarks>Source: pdp digest §8, decision record; handoff digest §11.</remarks>
internal sealed class BoundaryRecord(IStore store, EvidenceDesk desk, CatalogHost catalog)
{
    public Task KeepAsync(EvaluationAnswer answer, Mission mission, MissionEnvelope envelope, EvaluationCaller caller, CancellationToken cancellation)
    {
        CompiledCatalog current = catalog.Current;
        string? audience = KnownServers.Of(answer.Action.Audience, envelope, current.Vocabulary);
        EvidenceDraft draft = desk.Prepare(
            EvidenceKinds.BoundaryDecided,
            new EvidenceEntry
            {
                EventId = answer.Id,
                MissionId = mission.MissionId,
                MissionRef = mission.MissionRef,
                MissionVersion = mission.Version,
                Client = caller.Client,
                PurposeKind = mission.Kind,
                Codes = [.. answer.Decision.Match(inside => inside.Reasons, ask => ask.Crossings, deny => deny.Reasons).Select(reason => reason.Code).Distinct(StringComparer.Ordinal)],
                Actor = mission.Actor?.Id,
                CatalogDigest = current.Digest,
                EnvelopeDigest = mission.EnvelopeDigest,
                Audience = audience,
            },
            new PersonalFacts { Subject = mission.Subject, Audience = audience is null ? answer.Action.Audience : null, Decision = DecisionJson.Write(answer.Decision) });
        return draft.KeepAsync(store, cancellation);
    }
}

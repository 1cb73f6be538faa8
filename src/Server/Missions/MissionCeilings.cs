using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Holds live Missions under the catalog as it is now. Every question about a Mission comes through here first.</summary>
/// <remarks>A Mission whose entry changed is looked at once for each digest: at its next use, or by the sweep after
/// a reload, whichever comes first. The transaction that writes the answer writes its evidence and its events too,
/// and it checks that they were not written before. Source: article, "Purpose Catalog Requirement".</remarks>
internal sealed class MissionCeilings(
    IStore store, CatalogHost catalog, MissionSeal seal, MissionValues values, MissionLedger ledger, EvidenceDesk desk, ILogger<MissionCeilings> log)
{
    /// <summary>The word for a Mission that has back what the catalog took.</summary>
    public const string Restored = "catalog_restored";

    // Asked again when the Mission changed between the answer and the transaction.
    private const int Attempts = 4;

    /// <summary>The Mission as the catalog leaves it now.</summary>
    /// <param name="found">The Mission as it was read.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <exception cref="StoreUnavailableException">The Mission changed again and again meanwhile.</exception>
    /// <returns>The same row, at the cost of one comparison, where the digests agree; otherwise the row that was written.</returns>
    public ValueTask<Document<Mission>> MeetAsync(Document<Mission> found, CancellationToken cancellation) =>
        IsDue(found.Value, catalog.Current) ? new(MetAsync(found, cancellation)) : new(found);

    /// <summary>Whether a live Mission was not looked at since its entry changed. A
    /// purpose that is gone stops its Missions without this.</summary>
    private static bool IsDue(Mission mission, CompiledCatalog current) =>
        mission.State is MissionState.Active or MissionState.Suspended
        && current.Purpose(mission.Kind) is { } purpose && MissionCeiling.MetDigest(mission) != purpose.Digest;

    private async Task<Document<Mission>> MetAsync(Document<Mission> found, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts && IsDue(found.Value, catalog.Current); attempt++)
        {
            await OnceAsync(found.Value, catalog.Current, cancellation);
            found = await store.GetAsync(MissionTables.Missions, found.Key, cancellation) ?? found;
        }

        // A Mission that was not held under the entry in force answers no question.
        return IsDue(found.Value, catalog.Current) ? throw new StoreUnavailableException("The Mission is changing; ask again.") : found;
    }

    private async Task OnceAsync(Mission asked, CompiledCatalog current, CancellationToken cancellation)
    {
        CompiledPurpose purpose = current.Purpose(asked.Kind)!;
        MissionEnvelope own = seal.Envelope(asked).Envelope;
        CeilingDecision decision = Judged(
            asked, purpose, Ceiling.Decide(purpose, own, await values.OfAsync(asked, cancellation), asked.IsProvisional));
        MissionCeiling? ceiling = asked.EntryDigest == purpose.Digest ? null : decision.Match(
            _ => new MissionCeiling { EntryDigest = purpose.Digest },
            part => new MissionCeiling
            {
                EntryDigest = purpose.Digest,
                Envelope = seal.SealCeiling(part.Ceiling),
                EnvelopeDigest = EnvelopeJson.DigestOf(part.Ceiling),
                EndsAt = part.Ceiling.Lifetime.End,
                Idle = part.Ceiling.Idle,
            },
            suspended => new MissionCeiling
            {
                EntryDigest = purpose.Digest,
                Stops = [.. suspended.Reasons.Select(reason => reason.Code).Distinct(StringComparer.Ordinal)],
                IsUntilApproval = suspended.IsUntilApproval,
            });
        bool isTouched = ceiling?.Takes() == true || asked.Ceiling?.Takes() == true;
        EvidenceDraft evidence = Evidence(asked, current, own, decision, ceiling);
        bool isWritten = await store.WriteAsync(write => Write(write, asked, ceiling, isTouched, evidence), cancellation);
        if (isWritten && isTouched)
        {
            CatalogLog.MissionMet(log, asked.MissionRef, evidence.Entry.Reason!, purpose.Digest);
        }
    }

    // What waits for a person goes on waiting: only the entry that was approved lifts it without one.
    private static CeilingDecision Judged(Mission mission, CompiledPurpose purpose, CeilingDecision decision) =>
        mission.Ceiling is not { IsUntilApproval: true } || mission.EntryDigest == purpose.Digest ? decision
        : decision is CeilingDecision.Suspended suspended ? suspended with { IsUntilApproval = true }
        : new CeilingDecision.Suspended([new Reason { Code = ReasonCodes.CatalogChanged, Dimension = Engine.Rules.Dimension.State }], true);

    private bool Write(IStoreTransaction write, Mission asked, MissionCeiling? ceiling, bool isTouched, EvidenceDraft evidence)
    {
        Document<Mission>? now = write.Get(MissionTables.Missions, asked.MissionId);
        if (now is null || !Issuance.IsSame(now.Value, asked) || MissionCeiling.MetDigest(now.Value) != MissionCeiling.MetDigest(asked))
        {
            return false;
        }

        if (!isTouched)
        {
            return write.Update(MissionTables.Missions, now.Value with { Ceiling = ceiling }, now.Version).Succeeded;
        }

        bool isLess = ceiling?.Envelope is not null;
        ledger.Amend(
            write, now, mission => mission with { Ceiling = ceiling, NarrowedIn = isLess ? mission.Version + 1 : mission.NarrowedIn }, evidence);
        return true;
    }

    private EvidenceDraft Evidence(
        Mission mission, CompiledCatalog current, MissionEnvelope own, CeilingDecision decision, MissionCeiling? ceiling)
    {
        MissionEnvelope? left = decision.Match<MissionEnvelope?>(_ => own, part => part.Left, _ => null);
        ImmutableArray<string> codes = ceiling is null || !ceiling.Takes() ? [Restored]
            : ceiling.Stops.IsEmpty ? [ReasonCodes.CatalogNarrowed] : ceiling.Stops;
        return desk.Prepare(
            EvidenceKinds.MissionCatalogChanged,
            new EvidenceEntry
            {
                EventId = EvidenceDesk.NewId(),
                MissionId = mission.MissionId,
                Client = mission.Client,
                PurposeKind = mission.Kind,
                Reason = codes[0],
                Codes = codes,
                CatalogDigest = current.Digest,
                EnvelopeDigest = left is null ? null : EnvelopeJson.DigestOf(left),
            },
            new PersonalFacts { Subject = mission.Subject, Envelope = left is null ? null : EnvelopeJson.Write(left) });
    }
}

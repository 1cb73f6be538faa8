using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Oversight;

/// <summary>Takes something away from a live Mission: grants, or time. One transaction for envelope, version, families and evidence; nothing is ever added.</summary>
/// <remarks>What was derived before is not honoured from then on (<see cref="StatusLists.StatusOf.IsOutrun"/>): it may lie outside. Refresh tokens stay, since they
/// carry no authority of their own, and end with the Mission. Source: handoff digest §10; article, lifecycle.</remarks>
internal sealed class MissionNarrowing(IStore store, MissionSeal seal, MissionLedger ledger, EvidenceDesk desk, TimeProvider time)
{
    // Asked again when the Mission changed between the answer and the transaction.
    private const int Attempts = 4;

    /// <summary>Narrows.</summary>
    /// <param name="missionId">Which Mission.</param>
    /// <param name="narrowing">What is taken away.</param>
    /// <param name="by">Who does it: personal, kept apart from the log.</param>
    /// <param name="reason">Why, as a code.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public async Task<NarrowingOutcome> NarrowAsync(string missionId, Narrowing narrowing, string by, string reason, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Document<Mission>? found = await store.GetAsync(MissionTables.Missions, missionId, cancellation);
            if (found is null || Closed(found.Value) is not null)
            {
                return new NarrowingOutcome.Conflict(found is null ? "The Mission is gone." : Closed(found.Value)!);
            }

            if (await OnceAsync(found, narrowing, by, reason, cancellation) is { } outcome)
            {
                return outcome;
            }
        }

        return new NarrowingOutcome.Conflict("The Mission is changing; ask again.");
    }

    /// <summary>Why a Mission cannot be narrowed now, in words; null when it can.</summary>
    public string? Closed(Mission mission)
    {
        MissionState state = MissionClock.Effective(mission, time.GetUtcNow());
        return state is not (MissionState.Active or MissionState.Suspended) ? $"The Mission is {MissionLedger.Word(state)}."
            : mission.IsProvisional ? "The Mission has only begun; the decision on the whole is still to come, and what was left out would come back with it. Stop it instead."
            : null;
    }

    private async Task<NarrowingOutcome?> OnceAsync(Document<Mission> found, Narrowing narrowing, string by, string reason, CancellationToken cancellation)
    {
        Mission asked = found.Value;
        MissionEnvelope full = seal.Envelope(asked).Envelope;
        if (narrowing.End <= time.GetUtcNow())
        {
            return new NarrowingOutcome.Refused("That end is over already; stop the Mission instead.");
        }

        return await EnvelopeNarrowing.Apply(full, narrowing).Match<Task<NarrowingOutcome?>>(
            async narrowed => EnvelopeJson.DigestOf(narrowed.Envelope) == asked.EnvelopeDigest
                ? new NarrowingOutcome.Done(asked)
                : await KeepAsync(asked, narrowed.Envelope, by, reason, cancellation),
            refused => Task.FromResult<NarrowingOutcome?>(new NarrowingOutcome.Refused(string.Join(
                "; ", refused.Reasons.Select(why => why.Allowed.IsEmpty ? why.Detail ?? why.Code : $"{why.Detail ?? why.Code} (there is: {string.Join(", ", why.Allowed)})")))));
    }

    private Task<NarrowingOutcome?> KeepAsync(Mission asked, MissionEnvelope envelope, string by, string reason, CancellationToken cancellation)
    {
        (string kept, string digest, string authority) = (seal.Seal(envelope), EnvelopeJson.DigestOf(envelope), seal.AuthorityHash(envelope));
        EvidenceDraft evidence = desk.Prepare(
            EvidenceKinds.MissionNarrowed,
            new EvidenceEntry
            {
                EventId = EvidenceDesk.NewId(),
                MissionId = asked.MissionId,
                Client = asked.Client,
                PurposeKind = asked.Kind,
                Reason = reason,
                CatalogDigest = asked.CatalogDigest,
                EnvelopeDigest = digest,
            },
            new PersonalFacts { Subject = asked.Subject, By = by, Envelope = EnvelopeJson.Write(envelope) });
        return store.WriteAsync<NarrowingOutcome?>(
            write =>
            {
                Document<Mission>? current = write.Get(MissionTables.Missions, asked.MissionId);
                if (current is null || !Issuance.IsSame(current.Value, asked) || MissionClock.Effective(current.Value, write.Now) is not (MissionState.Active or MissionState.Suspended))
                {
                    return null;
                }

                Mission after = ledger.Amend(
                    write,
                    current,
                    mission => mission with
                    {
                        Envelope = kept, EnvelopeDigest = digest, AuthorityHash = authority, EndsAt = envelope.Lifetime.End, NarrowedIn = mission.Version + 1,
                    },
                    evidence);
                EndFamilies(write, after);
                return new NarrowingOutcome.Done(after);
            },
            cancellation);
    }

    // Nothing of a family lives longer than the Mission.
    private static void EndFamilies(IStoreTransaction write, Mission mission)
    {
        TableQuery? query = TableQuery.Where(TokenTables.ByMission, mission.MissionId);
        while (query is not null)
        {
            Page<GrantFamily> page = write.Find(TokenTables.Families, query);
            foreach (Document<GrantFamily> family in page.Items.Where(family => family.Value.ExpiresAt > mission.EndsAt))
            {
                write.Update(TokenTables.Families, family.Value with { ExpiresAt = mission.EndsAt }, family.Version);
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }
    }
}

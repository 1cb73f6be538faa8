using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Accepts a deferred request when its code is exchanged: from then on it can be polled, and reviewers can decide.</summary>
/// <remarks>Source: deferred digest §8, "accepted for review".</remarks>
internal sealed class DeferredAcceptance(
    MissionLedger ledger, MissionActivation activation, DeferredEnding ending, EvidenceDesk desk, PingOutbox outbox, TimeProvider time)
{
    private const string Submitted = "submitted";

    // A request that was granted at once: the client is told when it has the answer to its exchange.
    private static readonly TimeSpan AfterTheAnswer = TimeSpan.FromSeconds(2);

    /// <summary>The request with the times that count from the exchange.</summary>
    public DeferredProcess Claimed(DeferredProcess process)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = now + process.Length;
        return process with { ClaimedAt = now, ExpiresAt = end, EndsAt = process.Limit < end ? process.Limit.Value : end };
    }

    /// <summary>Makes everything that the exchange writes.</summary>
    public PreparedAcceptance Prepare(DeferredProcess process, Mission? mission, Client client, ProvisionalStart? start, PreparedTokens? tokens) => new(
        process,
        client,
        desk.Prepare(
            EvidenceKinds.MissionTransition,
            new EvidenceEntry { EventId = EvidenceDesk.NewId(), MissionId = process.MissionId, Client = process.ClientId, PurposeKind = mission?.Kind, Reason = Submitted },
            null),
        ending.Prepare(process, DeferredState.Denied, DeferredReasons.MissionStopped, null, null),
        start,
        tokens);

    /// <summary>Accepts.</summary>
    /// <returns>True when it did; false when the code was used before; null when there is nothing to accept any more.</returns>
    public bool? Accept(IStoreTransaction write, PreparedAcceptance prepared)
    {
        Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, prepared.Process.ProcessId);
        if (current?.Value.ClaimedAt is not null)
        {
            return false;
        }

        if (current is null || DeferredClock.Effective(current.Value, write.Now) is not (DeferredState.Open or DeferredState.Approved))
        {
            return null;
        }

        if (current.Value.State == DeferredState.Open && !IsProposed(write, current.Value))
        {
            ending.End(write, current, DeferredState.Denied, DeferredReasons.MissionStopped, null, prepared.Stopped);
            return null;
        }

        write.Update(DeferredTables.Processes, prepared.Process, current.Version);
        prepared.Tokens?.Write(write);
        if (current.Value.State == DeferredState.Approved)
        {
            PingOutbox.Add(write, prepared.Process, prepared.Client, AfterTheAnswer);
            return true;
        }

        Open(write, prepared);
        return true;
    }

    /// <summary>Lets a ping that belongs to the exchange be sent.</summary>
    public DeferredAnswer Announced(DeferredAnswer answer)
    {
        outbox.Wake();
        return answer;
    }

    private static bool IsProposed(IStoreTransaction write, DeferredProcess process) =>
        write.Get(MissionTables.Missions, process.MissionId!) is { } proposal && MissionClock.Effective(proposal.Value, write.Now) == MissionState.Proposed;

    private void Open(IStoreTransaction write, PreparedAcceptance prepared)
    {
        DeferredProcess process = prepared.Process;
        Document<Mission> mission = write.Get(MissionTables.Missions, process.MissionId!)
            ?? throw new InvalidOperationException("A proposal has no Mission.");
        Mission? after = prepared.Provisional is { } start
            ? activation.BeginProvisionally(write, mission, start)
            : ledger.Move(write, mission, MissionEvent.Submit, value => value with { WaitsUntil = process.EndsAt }, prepared.Submitted);
        if (after is null)
        {
            throw new InvalidOperationException("A proposal that nobody claimed is not proposed any more.");
        }

        Document<ReviewCase> review = write.Get(ReviewTables.Cases, process.ProcessId) ?? throw new InvalidOperationException("A proposal has no review.");
        write.Update(ReviewTables.Cases, review.Value with { IsOpen = true, Deadline = process.EndsAt }, review.Version);
    }
}

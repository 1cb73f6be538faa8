using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>Writes reviewers' answers down: the vote, and where it decides, the
/// request, the Mission, the evidence and the ping, in one transaction.</summary>
internal sealed class ReviewRecord(
    MissionSeal missions, MissionLedger ledger, DeferredEnding ending, DeferredSeal seal, EvidenceDesk desk, IOptions<DeferredOptions> options, TimeProvider time)
{
    /// <summary>Makes everything that an answer may have to write.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="reviewer">Who answers.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="comment">What the reviewer wrote, or null.</param>
    /// <param name="shown">What the reviewer decides on, canonical JSON; null where it cannot be shown any more.</param>
    public PreparedReview Prepare(Mission mission, Reviewer reviewer, ReviewAnswer answer, string? comment, string? shown)
    {
        DateTimeOffset now = time.GetUtcNow();
        string? kept = comment is null ? null : seal.Seal(DeferredSeal.Comment, comment);
        string reason = answer == ReviewAnswer.Narrow ? ReasonCodes.NarrowRequested : ReasonCodes.ReviewerDenied;
        (ProposedAuthority authority, string envelope, string claim) = Authority(mission, now);
        string proposed = (mission.Proposed ?? ProposedAuthority.Of(mission)).EnvelopeDigest;
        PersonalFacts facts = new() { Subject = mission.Subject, By = reviewer.Person.Subject, Shown = shown, Comment = comment };
        PersonalFacts approved = facts with { Applied = claim, Envelope = envelope, Decision = DecisionJson.Write(new ReviewDecision.Approved()) };
        PersonalFacts denied = facts with { Decision = DecisionJson.Write(new ReviewDecision.Denied(reason)) };
        return new PreparedReview(
            new ReviewVote(reviewer.Person.Subject, answer, kept, now, reviewer.SignIn.Acr, reviewer.SignIn.Amr, reviewer.SignIn.At),
            Evidence(EvidenceKinds.ReviewDecided, mission, reviewer, answer.ToString().ToLowerInvariant(), proposed, facts),
            Evidence(EvidenceKinds.MissionApproved, mission, reviewer, ReasonCodes.Approved, authority.EnvelopeDigest, approved),
            Evidence(EvidenceKinds.MissionDenied, mission, reviewer, reason, proposed, denied),
            authority,
            seal.Seal(DeferredSeal.Claim, claim),
            answer == ReviewAnswer.Narrow ? kept : null);
    }

    /// <summary>Writes what the engine said.</summary>
    /// <returns>The review after.</returns>
    public ReviewCase Keep(
        IStoreTransaction write,
        Document<ReviewCase> review,
        Document<DeferredProcess>? process,
        Document<Mission>? mission,
        ReviewDecision decision,
        PreparedReview prepared,
        Client? client) => decision.Match(
            _ => review.Value,
            _ => review.Value,
            _ => prepared.Vote.Answer == ReviewAnswer.None ? review.Value : Vote(write, review, prepared, isOpen: true),
            _ =>
            {
                ReviewCase after = Vote(write, review, prepared, isOpen: false);
                Approve(write, process!, mission!, after, prepared, client);
                return after;
            },
            denied =>
            {
                ReviewCase after = Vote(write, review, prepared, isOpen: false);
                ending.End(write, process!, DeferredState.Denied, denied.Code, prepared.Told, prepared.Denied);
                PingOutbox.Add(write, process!.Value, client, TimeSpan.Zero);
                return after;
            });

    private static ReviewCase Vote(IStoreTransaction write, Document<ReviewCase> review, PreparedReview prepared, bool isOpen)
    {
        ReviewCase after = review.Value with { IsOpen = isOpen, Votes = review.Value.Votes.Add(prepared.Vote) };
        write.Update(ReviewTables.Cases, after, review.Version);
        prepared.Voted.Append(write);
        return after;
    }

    private void Approve(
        IStoreTransaction write, Document<DeferredProcess> process, Document<Mission> mission, ReviewCase review, PreparedReview prepared, Client? client)
    {
        DateTimeOffset window = write.Now + options.Value.RedeemWindow;
        DateTimeOffset until = window < process.Value.ExpiresAt ? window : process.Value.ExpiresAt;
        Mission Decided(Mission value) => value with { DecidedAt = write.Now, WaitsUntil = until, Approvers = [.. review.Approved], Approvals = [.. review.Approvals] };
        if (mission.Value.IsProvisional)
        {
            ledger.Amend(write, mission, value => Decided(value) with { Proposed = prepared.Authority }, prepared.Approved);
        }
        else if (ledger.Move(write, mission, MissionEvent.Approve, value => Decided(prepared.Authority.In(value)), prepared.Approved) is null)
        {
            throw new InvalidOperationException("A proposal that the engine called open cannot be approved.");
        }

        write.Update(DeferredTables.Processes, process.Value with { State = DeferredState.Approved, EndsAt = until, Claim = prepared.Claim }, process.Version);
        if (process.Value.Face == DeferralFace.Ietf)
        {
            DeferralEvidence.Resolved(process.Value).Append(write);
        }

        PingOutbox.Add(write, process.Value, client, TimeSpan.Zero);
    }

    // What reviewers approve is a length of time: it counts from their decision, and ends no later than the requester's own limit.
    private (ProposedAuthority Authority, string Envelope, string Claim) Authority(Mission mission, DateTimeOffset now)
    {
        Mission whole = mission.Proposed is { } proposed ? proposed.In(mission) : mission;
        MissionEnvelope envelope = missions.Envelope(whole).Envelope;
        AppliedRecord applied = missions.Applied(whole);
        DateTimeOffset start = Lifetime.WholeSecond(now);
        DateTimeOffset end = Lifetime.After(start, envelope.Lifetime.End - envelope.Lifetime.Start);
        end = applied.ExpiresAt < end ? applied.ExpiresAt.Value : end;
        MissionEnvelope shifted = envelope with { Lifetime = new Lifetime(start, Lifetime.WholeSecond(end)) };
        AppliedRecord told = applied with { Claim = AppliedClaim.WithEnd(applied.Claim, end) };
        ProposedAuthority authority = new(missions.Seal(shifted), EnvelopeJson.DigestOf(shifted), missions.Seal(told), Digest.Of(told.Claim), end) { AuthorityHash = whole.AuthorityHash };
        return (authority, EnvelopeJson.Write(shifted), told.Claim);
    }

    private EvidenceDraft Evidence(string kind, Mission mission, Reviewer reviewer, string reason, string envelopeDigest, PersonalFacts facts) => desk.Prepare(
        kind,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = mission.MissionId,
            MissionRef = mission.MissionRef,
            MissionVersion = mission.Version,
            Client = mission.Client,
            PurposeKind = mission.Kind,
            Reason = reason,
            Acr = reviewer.SignIn.Acr,
            Amr = reviewer.SignIn.Amr,
            AuthTime = reviewer.SignIn.At,
            CatalogDigest = mission.CatalogDigest,
            EntryDigest = mission.EntryDigest,
            EnvelopeDigest = envelopeDigest,
        },
        facts);
}

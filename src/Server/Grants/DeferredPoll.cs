using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Grants;

/// <summary>Answers polls; the first one after an approval gets the tokens, through the same door as an authorization code.</summary>
/// <remarks>Source: DTR 1.0; RFC 8628 §3.5; deferred digest §5.</remarks>
internal sealed class DeferredPoll(IStore store, CodeRedemption redemption, DeferredEnding ending, DeferredSeal seal, ISubjects subjects, CatalogHost catalog)
{
    /// <summary>Polls.</summary>
    public async Task<Parsed<TokenResponse>> PollAsync(GrantRequest request, CancellationToken cancellation)
    {
        Document<DeferredProcess>? found = await DeferredTables.FindAsync(store, DeferredTables.ByAuth, request.Form["deferred_auth_id"]!, cancellation);
        if (found is null || found.Value.ClientId != request.Client.ClientId)
        {
            return OAuthErrors.InvalidGrant.Because("deferred_auth_id is unknown or of another client");
        }

        EvidenceDraft stopped = ending.Prepare(found.Value, DeferredState.Denied, DeferredReasons.MissionStopped, null, null);
        Parsed<DeferredProcess> step = await store.WriteAsync(write => Step(write, found.Key, request.KeyThumbprint!, stopped), cancellation);
        if (!step.TryGet(out DeferredProcess? process, out OAuthError? refused))
        {
            return refused;
        }

        EvidenceDraft lapsed = ending.Prepare(process, DeferredState.Expired, ReasonCodes.CompileFailed, null, null);
        bool isWhole = await IsWholeAsync(process, cancellation);
        return await redemption.RedeemAsync(
            Redeemable(process),
            request.Client,
            request.KeyThumbprint!,
            write => Consume(write, process.ProcessId, isWhole, lapsed),
            (write, code) => Fail(write, process.ProcessId, code, lapsed),
            cancellation);
    }

    // The rows of the table, top down.
    private Parsed<DeferredProcess> Step(IStoreTransaction write, string processId, string key, EvidenceDraft stopped)
    {
        Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, processId);
        if (current is null)
        {
            return OAuthErrors.InvalidGrant.Because("deferred_auth_id is unknown");
        }

        DeferredProcess process = current.Value;
        if (write.Now >= process.ExpiresAt)
        {
            return OAuthErrors.ExpiredToken.Because("the request has expired; begin again");
        }

        if (process.KeyThumbprint != key)
        {
            return OAuthErrors.InvalidDpopProof.Because("the proof is of another key than deferred_auth_id is bound to");
        }

        return DeferredClock.Effective(process, write.Now) switch
        {
            DeferredState.Open => Wait(write, current, stopped),
            DeferredState.Approved => process,
            DeferredState.Denied => Denied(process),
            DeferredState.Redeemed => OAuthErrors.InvalidGrant.Because("deferred_auth_id was used before"),
            _ => OAuthErrors.ExpiredToken.Because("nobody decided, or the approval was not redeemed, in time; begin again"),
        };
    }

    // slow_down is authorization_pending with a longer interval (RFC 8628 §3.5): what is decided is told at once, so that a ping can be followed at once.
    private OAuthError Wait(IStoreTransaction write, Document<DeferredProcess> current, EvidenceDraft stopped)
    {
        DeferredProcess process = current.Value;
        Document<Mission>? mission = process.MissionId is null ? null : write.Get(MissionTables.Missions, process.MissionId);
        if (mission is null || MissionClock.IsTerminal(MissionClock.Effective(mission.Value, write.Now)))
        {
            ending.End(write, current, DeferredState.Denied, DeferredReasons.MissionStopped, null, stopped);
            return OAuthErrors.AccessDenied.Because(DeferredReasons.MissionStopped);
        }

        return Later(write, current, Standing(write, process));
    }

    private static OAuthError Later(IStoreTransaction write, Document<DeferredProcess> current, string standing)
    {
        DeferredProcess process = current.Value;
        PollPace pace = PollPace.Of(process, write.Now);
        write.Update(
            DeferredTables.Processes,
            process with { PolledAt = write.Now, IntervalSeconds = pace.Interval, IsLastPollSpent = process.IsLastPollSpent || pace.IsLastPoll },
            current.Version);
        return pace.IsTooFast
            ? OAuthErrors.SlowDown.Because($"wait {pace.Interval} seconds between polls from now on")
            : OAuthErrors.AuthorizationPending.Because(standing);
    }

    private static string Standing(IStoreTransaction write, DeferredProcess process)
    {
        string until = Engine.Rules.FactText.End(process.EndsAt);
        return write.Get(ReviewTables.Cases, process.ProcessId) is { } review
            ? $"reviewers decide: {review.Value.Approved.Count()} of {review.Value.Terms.Approvals} approvals so far; expires undecided at {until}"
            : $"not decided yet; expires at {until}";
    }

    private OAuthError Denied(DeferredProcess process) => OAuthErrors.AccessDenied.Because(
        seal.Open(DeferredSeal.Comment, process.Comment) is { } comment ? $"{process.Reason}: {comment}" : process.Reason ?? ReasonCodes.ReviewerDenied);

    // What was approved days ago is made now: the purpose has to be offered still, and the person has to be there still.
    private async Task<bool> IsWholeAsync(DeferredProcess process, CancellationToken cancellation)
    {
        if (await subjects.FindAsync(process.Subject, cancellation) is null)
        {
            return false;
        }

        Document<Mission>? mission = process.MissionId is null ? null : await store.GetAsync(MissionTables.Missions, process.MissionId, cancellation);
        return process.MissionId is null || (mission is not null && catalog.Current.Purpose(mission.Value.Kind) is not null);
    }

    private OAuthError? Consume(IStoreTransaction write, string processId, bool isWhole, EvidenceDraft lapsed)
    {
        Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, processId);
        if (current is null || DeferredClock.Effective(current.Value, write.Now) != DeferredState.Approved)
        {
            // Two polls at once, or a cancellation in between.
            return current?.Value.State == DeferredState.Denied ? Denied(current.Value) : OAuthErrors.InvalidGrant.Because("deferred_auth_id was used before");
        }

        if (!isWhole)
        {
            ending.End(write, current, DeferredState.Redeemed, ReasonCodes.CompileFailed, null, lapsed);
            return OAuthErrors.MissionBootstrapFailed.Because("there is no Mission").WithMember(MissionErrors.Member, ReasonCodes.CompileFailed);
        }

        // The approval is not lost to a pause that may be lifted: it waits, as long as approvals wait.
        if (current.Value.MissionId is { } missionId && write.Get(MissionTables.Missions, missionId) is { Value: { IsProvisional: true } mission }
            && MissionClock.Effective(mission, write.Now) == MissionState.Suspended)
        {
            return Later(write, current, $"{MissionErrors.Of(MissionState.Suspended)}: approved, and paused; expires at {Engine.Rules.FactText.End(current.Value.EndsAt)}");
        }

        write.Update(DeferredTables.Processes, current.Value with { State = DeferredState.Redeemed }, current.Version);
        return null;
    }

    // Nobody asks for this approval again: what waited for it, or began before it, ends with it.
    private void Fail(IStoreTransaction write, string processId, string code, EvidenceDraft lapsed) => ending.End(
        write, write.Get(DeferredTables.Processes, processId)!, DeferredState.Redeemed, code, null, lapsed with { Entry = lapsed.Entry with { Reason = code } });

    private Redeemable Redeemable(DeferredProcess process) => new()
    {
        FamilyId = process.FamilyId,
        InterimFamilyId = process.InterimFamilyId,
        Subject = process.Subject,
        SignIn = process.SignIn,
        Nonce = process.Nonce,
        Scopes = process.Scopes,
        MissionId = process.MissionId,
        Mode = process.Mode,
        Claim = seal.Open(DeferredSeal.Claim, process.Claim),
    };
}

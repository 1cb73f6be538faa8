using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>From an approved deferred token request to its answer: the new Mission, its first
/// credentials, and the access token that was asked for, in one transaction.</summary>
/// <remarks>Client, catalog, person and Mission are judged again; what changed since the approval is refused.
/// Source: OAuth Deferred Token Response draft -01, resolution.</remarks>
internal sealed class DeferralRedemption(
    IStore store, CodeRedemption redemption, FirstTokens tokens, MissionCeilings ceilings, MissionDerivation derivation, DeferredEnding ending, DeferredSeal seal,
    ISubjects subjects, CatalogHost catalog, TimeProvider time)
{
    /// <summary>The answer to a poll of what was refused, cancelled, or could not be made.</summary>
    /// <param name="process">The request.</param>
    public static OAuthError Denied(DeferredProcess process) =>
        OAuthErrors.AccessDenied.Because(process.Reason ?? ReasonCodes.UserDeclined);

    /// <summary>Redeems.</summary>
    /// <param name="process">The request; it is approved.</param>
    /// <param name="handle">The handle of the poll.</param>
    /// <param name="request">The poll.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public async Task<Parsed<TokenResponse>> RedeemAsync(
        DeferredProcess process, DeferralHandle handle, GrantRequest request, CancellationToken cancellation)
    {
        Document<Mission>? found = await store.GetAsync(MissionTables.Missions, process.MissionId!, cancellation);
        Mission? mission = found is null ? null : (await ceilings.MeetAsync(found, cancellation)).Value;
        if (await ChangedAsync(process, mission, cancellation) is { } changed)
        {
            return await EndAsync(process, changed, cancellation);
        }

        string key = request.KeyThumbprint!;
        DeferralWish wish = JsonSerializer.Deserialize(seal.Open(DeferredSeal.Wish, handle.Wish)!, DeferredJson.Default.DeferralWish)!;
        Mission upcoming = Upcoming(mission!, process, key);
        Parsed<Prepared<DerivedToken>> derived = await derivation.PrepareAsync(
            wish.Under(upcoming, request.Client, key, process.FamilyId), upcoming, cancellation);
        if (!derived.TryGet(out Prepared<DerivedToken>? token, out OAuthError? refused))
        {
            // Rules that could not be asked say nothing about the request; the approval waits.
            return refused.Code == OAuthErrors.TemporarilyUnavailable.Code ? refused : await EndAsync(process, CodeOf(refused), cancellation);
        }

        Redeemable approval = Redeemable(process);
        PreparedTokens prepared = await tokens.BesideAsync(
            approval, request.Client, key, upcoming, DerivedResponse.Of(token.Issued) with { IssuedTokenType = wish.IssuedTokenType }, cancellation);
        EvidenceDraft lapsed = ending.Prepare(process, DeferredState.Denied, ReasonCodes.CompileFailed, null, null);
        Parsed<TokenResponse> answer = await redemption.RedeemAsync(
            approval,
            mission,
            prepared with { Also = write => Keep(write, token) },
            request.Client,
            key,
            write => Consume(write, process.ProcessId, mission!),
            (write, code) => Fail(write, process.ProcessId, code, lapsed),
            cancellation);
        return answer.Match<Parsed<TokenResponse>>(
            response => response,
            error => error.Code == OAuthErrors.MissionBootstrapFailed.Code
                ? error with { Code = OAuthErrors.AccessDenied.Code, Status = OAuthErrors.AccessDenied.Status }
                : error);
    }

    private static void Keep(IStoreTransaction write, Prepared<DerivedToken> token)
    {
        write.Add(TokenTables.Issued, token.Row);
        MissionAudiences.Add(write, token.Issued.Mission, token.Row.Audience);
        token.Evidence.Append(write);
    }

    // The Mission as its activation, or its new attestation, is going to leave it.
    private Mission Upcoming(Mission mission, DeferredProcess process, string key)
    {
        DateTimeOffset now = time.GetUtcNow();
        return mission with
        {
            State = MissionState.Active,
            Version = mission.Version + 1,
            KeyThumbprint = mission.KeyThumbprint ?? key,
            SignIn = process.Mode == HandoffMode.Resume ? process.SignIn : mission.SignIn,
            ActivatedAt = mission.ActivatedAt ?? now,
            AttestedAt = now,
        };
    }

    private async Task<string?> ChangedAsync(DeferredProcess process, Mission? mission, CancellationToken cancellation)
    {
        if (mission is null || await subjects.FindAsync(process.Subject, cancellation) is null)
        {
            return ReasonCodes.CompileFailed;
        }

        // What was approved was shown by an entry: another entry would have to be shown again.
        return catalog.Current.Purpose(mission.Kind) is not { } purpose ? ReasonCodes.CatalogWithdrawn
            : process.Mode != HandoffMode.Resume && purpose.Digest != mission.EntryDigest ? ReasonCodes.CompileFailed
            : null;
    }

    private async Task<OAuthError> EndAsync(DeferredProcess process, string code, CancellationToken cancellation)
    {
        EvidenceDraft evidence = ending.Prepare(process, DeferredState.Denied, code, null, null);
        return await store.WriteAsync(
            write =>
            {
                Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, process.ProcessId);
                if (current is null || DeferredClock.Effective(current.Value, write.Now) != DeferredState.Approved)
                {
                    return Gone(current?.Value);
                }

                ending.End(write, current, DeferredState.Denied, code, null, evidence);
                return OAuthErrors.AccessDenied.Because(code).WithMember(MissionErrors.Member, code);
            },
            cancellation);
    }

    private static OAuthError? Consume(IStoreTransaction write, string processId, Mission asked)
    {
        Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, processId);
        if (current is null || DeferredClock.Effective(current.Value, write.Now) != DeferredState.Approved)
        {
            return Gone(current?.Value);
        }

        if (write.Get(MissionTables.Missions, asked.MissionId) is not { } mission
            || mission.Value.Version != asked.Version || mission.Value.EnvelopeDigest != asked.EnvelopeDigest)
        {
            return OAuthErrors.TemporarilyUnavailable.Because("the Mission is changing; ask again");
        }

        write.Update(DeferredTables.Processes, current.Value with { State = DeferredState.Redeemed }, current.Version);
        return null;
    }

    // Two polls at once, or a cancellation in between.
    private static OAuthError Gone(DeferredProcess? process) =>
        process?.State == DeferredState.Denied ? Denied(process) : OAuthErrors.InvalidGrant.Because("the answer of deferral_code was given before");

    private void Fail(IStoreTransaction write, string processId, string code, EvidenceDraft lapsed) => ending.End(
        write, write.Get(DeferredTables.Processes, processId)!, DeferredState.Denied, code, null, lapsed with { Entry = lapsed.Entry with { Reason = code } });

    private static string CodeOf(OAuthError refused)
    {
        OAuthErrorMember decision = refused.Members.FirstOrDefault(member => member.Name == DerivationRefusals.DecisionMember);
        if (decision.Json is null)
        {
            return ReasonCodes.CompileFailed;
        }

        using JsonDocument json = JsonDocument.Parse(decision.Json);
        return json.RootElement.TryGetProperty("reasons", out JsonElement reasons) && reasons.GetArrayLength() > 0
            ? reasons[0].GetProperty("code").GetString()!
            : ReasonCodes.CompileFailed;
    }

    private Redeemable Redeemable(DeferredProcess process) => new()
    {
        FamilyId = process.FamilyId,
        Subject = process.Subject,
        SignIn = process.SignIn,
        Scopes = process.Scopes,
        MissionId = process.MissionId,
        Mode = process.Mode,
        Claim = seal.Open(DeferredSeal.Claim, process.Claim),
    };
}

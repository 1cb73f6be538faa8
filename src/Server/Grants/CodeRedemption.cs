using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Grants;

/// <summary>From an approval that may be redeemed to its tokens: activation of the
/// Mission, family, records and token response, in one transaction.</summary>
/// <remarks>The synchronous and the deferred path both come through here. Source:
/// article, both paths converge; derivation digest §1, §2.</remarks>
internal sealed class CodeRedemption(IStore store, MissionActivation activation, FirstTokens tokens, EvidenceDesk desk)
{
    /// <summary>Redeems.</summary>
    /// <param name="approval">What may be redeemed.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="consume">Consumes the code or the deferred result inside the transaction; an error ends it.</param>
    /// <param name="failed">What follows, in the transaction, when there is no Mission
    /// to redeem; it gets the code. Null when nothing does.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public async Task<Parsed<TokenResponse>> RedeemAsync(
        Redeemable approval, Client client, string keyThumbprint, Func<IStoreTransaction, OAuthError?> consume, Action<IStoreTransaction, string>? failed, CancellationToken cancellation)
    {
        Document<Mission>? mission = approval.MissionId is null ? null : await store.GetAsync(MissionTables.Missions, approval.MissionId, cancellation);
        PreparedTokens prepared = await tokens.PrepareAsync(
            approval, client, keyThumbprint, mission is null ? null : MissionActivation.Upcoming(mission.Value), cancellation);
        return await RedeemAsync(approval, mission?.Value, prepared, client, keyThumbprint, consume, failed, cancellation);
    }

    /// <summary>Redeems what was signed already.</summary>
    /// <param name="approval">What may be redeemed.</param>
    /// <param name="mission">Its Mission at rest, or null when it has none.</param>
    /// <param name="prepared">What is issued.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="consume">Consumes the code or the deferred result inside the transaction; an error ends it.</param>
    /// <param name="failed">What follows, in the transaction, when there is no Mission
    /// to redeem; it gets the code. Null when nothing does.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public async Task<Parsed<TokenResponse>> RedeemAsync(
        Redeemable approval, Mission? mission, PreparedTokens prepared, Client client, string keyThumbprint,
        Func<IStoreTransaction, OAuthError?> consume, Action<IStoreTransaction, string>? failed, CancellationToken cancellation)
    {
        // A Mission without the claim that it came from gets a digest that fits nothing: what is not signed is no authority either.
        ActivationRequest? request = approval.MissionId is null
            ? null
            : new(approval.MissionId, approval.Mode ?? HandoffMode.Create, client.ClientId, keyThumbprint, Digest.Of(approval.Claim ?? string.Empty), approval.SignIn);
        ActivationEvidence? evidence = request is null ? null : activation.Prepare(request);
        EvidenceDraft refused = Refused(approval, client, mission);
        return await store.WriteAsync<Parsed<TokenResponse>>(
            write =>
            {
                if (consume(write) is { } error)
                {
                    return error;
                }

                if (Failure(write, approval, mission, request, evidence) is { } code)
                {
                    // The code is consumed all the same: a fresh request is needed.
                    (refused with { Entry = refused.Entry with { Codes = [code] } }).Append(write);
                    failed?.Invoke(write, code);
                    return Failed(code);
                }

                prepared.Write(write);
                return prepared.Response;
            },
            cancellation);
    }

    // A Mission without its claim, a claim without its Mission, or a claim of another
    // Mission: what is signed and what is authority would differ.
    private string? Failure(
        IStoreTransaction write, Redeemable approval, Mission? mission, ActivationRequest? request, ActivationEvidence? evidence) =>
        request?.Mode == HandoffMode.Resume && mission is not null && !AppliedClaim.Fits(approval.Claim, mission) ? ReasonCodes.ContextInconsistent
        : request is not null ? activation.Activate(write, request, evidence!).Match<string?>(_ => null, failed => failed.Code)
        : AppliedClaim.HasPurpose(approval.Claim) ? ReasonCodes.ContextInconsistent
        : null;

    private EvidenceDraft Refused(Redeemable approval, Client client, Mission? mission) => desk.Prepare(
        EvidenceKinds.BootstrapRefused,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = approval.MissionId,
            Client = client.ClientId,
            PurposeKind = mission?.Kind,
            Mode = approval.Mode?.ToString().ToLowerInvariant(),
            Acr = approval.SignIn.IsNone ? null : approval.SignIn.Acr,
            Amr = approval.SignIn.Amr,
            AuthTime = approval.SignIn.IsNone ? null : approval.SignIn.At,
            CatalogDigest = mission?.CatalogDigest,
            EntryDigest = mission?.EntryDigest,
        },
        new PersonalFacts { Subject = approval.Subject });

    private static OAuthError Failed(string code) =>
        OAuthErrors.MissionBootstrapFailed.Because("there is no Mission").WithMember(MissionErrors.Member, code);
}

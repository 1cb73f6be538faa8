using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Ends interactions: with a code, or with an error. Exactly one answer leaves.</summary>
internal sealed class InteractionAnswers(
    IStore store,
    MissionApproval approval,
    CodeIssuer codes,
    DeferredStart deferred,
    DeferralOutcomes outcomes,
    IOptions<ServerOptions> options,
    TimeProvider time,
    ILogger<InteractionAnswers> log)
{
    // The grant waits as long as its code, and a little more for the clock between two machines.
    private TimeSpan GrantWaits => TimeSpan.FromSeconds(options.Value.CodeSeconds + 5);

    /// <summary>A plain sign-in, without a purpose.</summary>
    public async Task<AuthorizationAnswer?> SignedInAsync(InteractionView view, CancellationToken cancellation)
    {
        PreparedAnswer prepared = Prepare(view);
        string? claim = view.Request.Context is { } context ? AppliedClaim.Write(context) : null;
        bool isFirst = await store.WriteAsync(
            write => Interactions.End(write, view.Interaction) && prepared.Keep(write, null, claim), cancellation);
        return isFirst ? prepared.Answer : null;
    }

    /// <summary>A Mission that was granted.</summary>
    /// <returns>The answer, or null when the interaction or the Mission moved meanwhile.</returns>
    public async Task<AuthorizationAnswer?> GrantedAsync(
        InteractionView view, HandoffFindings findings, BootstrapDecision.Granted granted, string? shown, CancellationToken cancellation)
    {
        PreparedAnswer prepared = view.Interaction.Deferral is null ? Prepare(view) : new PreparedAnswer(
            AuthorizationAnswer.Outcome(view.Target, DeferralWords.Approved),
            (write, mission, claim) => outcomes.Approve(write, view, mission!, outcomes.Seal(claim!)));
        ApprovalAct act = new() { Envelope = granted.Envelope, Shown = shown, WaitsFor = WaitsFor(view) };
        ApprovedMission? approved = await approval.GrantAsync(
            findings,
            granted,
            act,
            (write, mission) => Interactions.End(write, view.Interaction) && prepared.Keep(write, mission, mission.Claim),
            cancellation);
        return approved is null ? null : prepared.Answer;
    }

    /// <summary>A refused bootstrap: evidence, an error, and no Mission.</summary>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public Task<AuthorizationAnswer?> RefusedAsync(InteractionView view, HandoffFindings findings, CancellationToken cancellation) =>
        RefusedAsync(view, findings, null, cancellation);

    /// <summary>A refused bootstrap whose error is another protocol's to name.</summary>
    /// <param name="view">The interaction.</param>
    /// <param name="findings">What the engine said; the evidence has its reasons in any case.</param>
    /// <param name="told">What the client is told; null for what follows from the reasons.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public async Task<AuthorizationAnswer?> RefusedAsync(
        InteractionView view, HandoffFindings findings, OAuthError? told, CancellationToken cancellation)
    {
        string? end = view.Interaction.Deferral is null ? null : DeferralOutcomes.EndsBy(findings.Decision);
        string codesText = string.Join(' ', HandoffEvidence.Codes(findings.Decision));
        ServerLog.BootstrapRefused(log, view.Client.ClientId, codesText);
        OAuthError error = told ?? MissionErrors.OfRefusal(HandoffEvidence.Reasons(findings.Decision));
        return await approval.RefuseAsync(findings, write => Interactions.End(write, view.Interaction) && (end is null || outcomes.Refuse(write, view, end)), cancellation)
            ? Refused(view, error, end)
            : null;
    }

    /// <summary>A no that the engine was not asked about.</summary>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public async Task<AuthorizationAnswer?> DeclinedAsync(InteractionView view, CancellationToken cancellation) =>
        await store.WriteAsync(
            write => Interactions.End(write, view.Interaction) && (view.Interaction.Deferral is null || outcomes.Refuse(write, view, ReasonCodes.UserDeclined)), cancellation)
            ? Refused(view, OAuthErrors.AccessDenied.Because(ReasonCodes.UserDeclined), ReasonCodes.UserDeclined)
            : null;

    /// <summary>Any other error.</summary>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public async Task<AuthorizationAnswer?> ErrorAsync(InteractionView view, OAuthError error, CancellationToken cancellation) =>
        await store.WriteAsync(write => Interactions.End(write, view.Interaction), cancellation) ? Refused(view, error, null) : null;

    // An error goes to the client that asked; a deferred token request hears nothing but its own poll, and the person sees a page.
    private static AuthorizationAnswer Refused(InteractionView view, OAuthError error, string? end) =>
        view.Interaction.Deferral is null ? AuthorizationAnswer.Error(view.Target, error)
        : AuthorizationAnswer.Outcome(
            view.Target,
            end == ReasonCodes.UserDeclined ? DeferralWords.Declined : end is null ? DeferralWords.Later : DeferralWords.NotPossible);

    private TimeSpan WaitsFor(InteractionView view) =>
        view.Interaction.DeferralEndsAt is { } end ? end - time.GetUtcNow()
        : IsAlwaysDeferred(view) ? deferred.GrantWaits
        : GrantWaits;

    private static bool IsAlwaysDeferred(InteractionView view) => view.Request.ResponseType == ResponseType.DeferredCode;

    // deferred_code alone never gives a code, however soon the decision is there (DTR 1.0, response types).
    private PreparedAnswer Prepare(InteractionView view)
    {
        if (IsAlwaysDeferred(view))
        {
            string later = DeferredStart.NewCode();
            return new PreparedAnswer(
                AuthorizationAnswer.DeferredCode(view.Target, later),
                (write, mission, claim) => write.Insert(DeferredTables.Processes, deferred.Granted(later, view, mission, claim)).Succeeded);
        }

        string code = CodeIssuer.NewCode();
        return new PreparedAnswer(
            AuthorizationAnswer.Code(view.Target, code), (write, mission, claim) => write.Insert(TokenTables.Codes, codes.Row(code, view, mission, claim)).Succeeded);
    }

    private sealed record PreparedAnswer(AuthorizationAnswer Answer, Func<IStoreTransaction, ApprovedMission?, string?, bool> Keep);
}

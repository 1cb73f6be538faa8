using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Ends interactions: with a code, or with an error. Exactly one answer leaves.</summary>
internal sealed class InteractionAnswers(IStore store, MissionApproval approval, CodeIssuer codes, IOptions<ServerOptions> options, ILogger<InteractionAnswers> log)
{
    // The grant waits as long as its code, and a little more for the clock between two machines.
    private TimeSpan GrantWaits => TimeSpan.FromSeconds(options.Value.CodeSeconds + 5);

    /// <summary>A plain sign-in, without a purpose.</summary>
    public async Task<AuthorizationAnswer?> SignedInAsync(InteractionView view, CancellationToken cancellation)
    {
        string code = CodeIssuer.NewCode();
        AuthorizationCode row = codes.Row(code, view, null, view.Request.Context is { } context ? AppliedClaim.Write(context) : null);
        bool isFirst = await store.WriteAsync(write => Interactions.End(write, view.Interaction) && write.Insert(TokenTables.Codes, row).Succeeded, cancellation);
        return isFirst ? AuthorizationAnswer.Code(view.Target, code) : null;
    }

    /// <summary>A Mission that was granted.</summary>
    /// <returns>The answer, or null when the interaction or the Mission moved meanwhile.</returns>
    public async Task<AuthorizationAnswer?> GrantedAsync(
        InteractionView view, HandoffFindings findings, BootstrapDecision.Granted granted, string? shown, CancellationToken cancellation)
    {
        string code = CodeIssuer.NewCode();
        ApprovalAct act = new() { Envelope = granted.Envelope, Shown = shown, WaitsFor = GrantWaits };
        ApprovedMission? approved = await approval.GrantAsync(
            findings,
            granted,
            act,
            (write, mission) => Interactions.End(write, view.Interaction) && write.Insert(TokenTables.Codes, codes.Row(code, view, mission, mission.Claim)).Succeeded,
            cancellation);
        return approved is null ? null : AuthorizationAnswer.Code(view.Target, code);
    }

    /// <summary>A refused bootstrap: evidence, an error, and no Mission.</summary>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public async Task<AuthorizationAnswer?> RefusedAsync(InteractionView view, HandoffFindings findings, CancellationToken cancellation)
    {
        string codesText = string.Join(' ', HandoffEvidence.Codes(findings.Decision));
        ServerLog.BootstrapRefused(log, view.Client.ClientId, codesText);
        OAuthError error = HandoffEvidence.Codes(findings.Decision) is [ReasonCodes.UserDeclined]
            ? OAuthErrors.AccessDenied.Because(ReasonCodes.UserDeclined)
            : OAuthErrors.MissionBootstrapFailed.Because(codesText);
        return await approval.RefuseAsync(findings, write => Interactions.End(write, view.Interaction), cancellation)
            ? AuthorizationAnswer.Error(view.Target, error)
            : null;
    }

    /// <summary>Any other error.</summary>
    /// <returns>The answer, or null when another tab answered before.</returns>
    public async Task<AuthorizationAnswer?> ErrorAsync(InteractionView view, OAuthError error, CancellationToken cancellation) =>
        await store.WriteAsync(write => Interactions.End(write, view.Interaction), cancellation) ? AuthorizationAnswer.Error(view.Target, error) : null;
}

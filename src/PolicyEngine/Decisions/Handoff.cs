using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Create, Approve or Resume? Whatever is not clearly one of them is refused.</summary>
/// <remarks>The rows are those of the decision flow, top down. Source: article, "Handoff Modes"; handoff digest §4, rows 9 to 20.</remarks>
internal static class Handoff
{
    public static ModeDecision Decide(CompiledPurpose purpose, BootstrapFacts facts, ImmutableArray<Rule> fired)
    {
        ValueArray<NamedMission> named = facts.Handoff.Named;
        if (named.IsEmpty)
        {
            return purpose.Entry.Approval.Precreated
                ? Refuse(ReasonCodes.PrecreatedRequired, purpose, "$.approval.precreated")
                : new ModeDecision.Create([]);
        }

        // Row 9: more than one Mission, or a word that is no operation.
        if (IsAmbiguous(facts.Handoff))
        {
            return Refuse(ReasonCodes.ModeAmbiguous);
        }

        // Row 10: one answer for unknown, other subject's and other client's Missions, so that handles cannot be probed.
        return Known(purpose, facts) is { } mission ? Existing(purpose, facts, fired, mission) : Refuse(ReasonCodes.MissionUnknown);
    }

    /// <summary>Whether more than one Mission is named, or with a word that is no operation.</summary>
    public static bool IsAmbiguous(HandoffRequest request) =>
        request.Named.Count > 1 || request.Named[0].Operation is not (null or "resume" or "approve");

    /// <summary>The one Mission that is named, where this client and this person may know that it exists.</summary>
    public static ExistingMission? Known(CompiledPurpose purpose, BootstrapFacts facts) =>
        facts is { SignIn: not null, Context: { } context } && facts.Handoff.Named is [{ Existing: { } mission }]
        && mission.Envelope.Client == context.Client && MayKnow(purpose, mission, facts)
            ? mission
            : null;

    private static bool MayKnow(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts) =>
        mission.Envelope.Subject == facts.SignIn!.Subject
        || (mission.State is MissionState.Proposed or MissionState.Pending && IsApprover(purpose.Entry, facts));

    private static bool IsApprover(CatalogEntry entry, BootstrapFacts facts) => entry.Approval.Approvers.Any(facts.SubjectGroups.Contains);

    private static ModeDecision Existing(CompiledPurpose purpose, BootstrapFacts facts, ImmutableArray<Rule> fired, ExistingMission mission)
    {
        string? operation = facts.Handoff.Named[0].Operation;
        if (mission.Envelope.Kind != facts.Context!.Kind)
        {
            return Refuse(ReasonCodes.PurposeMismatch);
        }

        switch (mission.State)
        {
            case MissionState.Proposed or MissionState.Pending when operation is null or "approve":
                return IsReviewed(fired) ? Reviewed(purpose, fired)
                    : !MayApprove(purpose, mission, facts) ? Refuse(ReasonCodes.ApproverNotAllowed, purpose, "$.approval")
                    : !mission.IsSameKey ? Refuse(ReasonCodes.KeyMismatch)
                    : IsProposed(mission, facts) ? new ModeDecision.Approve(mission)
                    : Refuse(ReasonCodes.ContextInconsistent);
            // Reviewers decide on it: a sign-in neither attests nor replaces it.
            case MissionState.Active when mission.IsProvisional:
                return Refuse(ReasonCodes.ProvisionalNotAllowed);
            case MissionState.Active when operation is null or "resume":
                return Resume.Decide(purpose, mission, facts);
            // A person approves it anew under the entry as it is now; the new Mission takes its place.
            case MissionState.Suspended when mission.IsStoppedByCatalog && operation is null or "resume" && purpose.Entry.Resume.Otherwise == ResumeFallback.Recreate:
                return new ModeDecision.Create([new Reason { Code = ReasonCodes.CatalogChanged, Dimension = Dimension.State }]);
            case MissionState.Suspended:
                return Refuse(ReasonCodes.MissionSuspended);
            case MissionState.Completed or MissionState.Revoked or MissionState.Expired or MissionState.Denied:
                return Refuse(ReasonCodes.MissionTerminal);
            default:
                // A granted Mission that is not redeemed yet, or an operation that contradicts the state.
                return Refuse(ReasonCodes.ModeAmbiguous);
        }
    }

    // A reviewed Mission is decided by its reviewers, on their own page; a sign-in in between cannot approve it.
    private static bool IsReviewed(ImmutableArray<Rule> fired) => Bootstrap.Mode(fired) == ApprovalMode.Review;

    private static ModeDecision.Refused Reviewed(CompiledPurpose purpose, ImmutableArray<Rule> fired) =>
        purpose.Entry.Approval.Mode == ApprovalMode.Review
        ? Refuse(ReasonCodes.ApproverNotAllowed, purpose, "$.approval")
        : new ModeDecision.Refused([Bootstrap.Approval(fired, ReasonCodes.ApproverNotAllowed) with { Dimension = Dimension.State }]);

    private static bool MayApprove(CompiledPurpose purpose, ExistingMission mission, BootstrapFacts facts) =>
        mission.Envelope.Subject == facts.SignIn!.Subject || IsApprover(purpose.Entry, facts);

    // Row 3: what the ID Token would say of the event has to be what was proposed.
    private static bool IsProposed(ExistingMission mission, BootstrapFacts facts) =>
        mission.Envelope.GoverningParams == facts.Context!.GoverningJson && mission.Envelope.Tenant == facts.Context.Tenant;

    private static ModeDecision.Refused Refuse(string code, CompiledPurpose? purpose = null, string path = "") => new(
        [new Reason
        {
            Code = code,
            Dimension = Dimension.State,
            RuleId = purpose is null ? null : path.TrimStart('$', '.'),
            Position = purpose?.Entry.Source.At(path) ?? SourcePosition.None,
        }]);
}

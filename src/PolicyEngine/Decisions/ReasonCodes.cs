using System.Collections.Frozen;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Every reason code that a decision can carry. Codes are wire names and never change their meaning.</summary>
/// <remarks>Source: article, "Handoff Modes" and "What Open-World Agents Still Require".</remarks>
public static class ReasonCodes
{
    /// <summary>Boundary: inside: the action is inside the envelope.</summary>
    public const string Inside = "inside";

    /// <summary>Any decision: refused: the rule engines did not agree, or the rules could not be asked.</summary>
    public const string RulesDisagree = "rules_disagree";

    /// <summary>Boundary: ask again: another subject than the Mission's.</summary>
    public const string SubjectOutside = "subject_outside";

    /// <summary>Boundary: ask again: another tenant than the Mission's.</summary>
    public const string TenantOutside = "tenant_outside";

    /// <summary>Boundary: ask again: a resource class that the Mission does not hold.</summary>
    public const string ResourceClassOutside = "resource_class_outside";

    /// <summary>Boundary: ask again: an object or resource server outside the bounds.</summary>
    public const string ResourceOutsideBounds = "resource_outside_bounds";

    /// <summary>Boundary: ask again: an operation stronger than the Mission holds.</summary>
    public const string OperationStronger = "operation_stronger";

    /// <summary>Boundary: ask again: an operation of the class that is not in the Mission's family.</summary>
    public const string OperationOutside = "operation_outside";

    /// <summary>Boundary: ask again: an attribute outside the param bounds, or missing.</summary>
    public const string ParamOutsideBounds = "param_outside_bounds";

    /// <summary>Boundary: ask again: authority wanted past the Mission's end.</summary>
    public const string LifetimeLonger = "lifetime_longer";

    /// <summary>Boundary: ask again: a downstream AS, or a class there, that the Mission may not reach.</summary>
    public const string PropagationAudience = "propagation_audience";

    /// <summary>Boundary: ask again: further from the home AS than the Mission may reach.</summary>
    public const string PropagationDepth = "propagation_depth";

    /// <summary>Boundary: deny: the Mission does not hold authority now.</summary>
    public const string MissionNotActive = "mission_not_active";

    /// <summary>Boundary: deny: another actor than the one bound at activation.</summary>
    public const string ActorMismatch = "actor_mismatch";

    /// <summary>Boundary: deny: another key than the one bound at activation.</summary>
    public const string KeyMismatch = "key_mismatch";

    /// <summary>Boundary: deny: the entry forbids it whoever asks.</summary>
    public const string ForbiddenByCatalog = "forbidden_by_catalog";

    /// <summary>Boundary: deny: no such Mission for this caller.</summary>
    public const string UnknownMission = "unknown_mission";

    /// <summary>Boundary: deny: the entry was withdrawn from the catalog.</summary>
    public const string CatalogWithdrawn = "catalog_withdrawn";

    /// <summary>Boundary: deny: the entry changed, and has Missions suspended then until a person approves them anew.</summary>
    public const string CatalogChanged = "catalog_changed";

    /// <summary>Boundary: deny: the entry changed, and as it is now it gives this Mission nothing; other reasons say why.</summary>
    public const string CatalogNarrowed = "catalog_narrowed";

    /// <summary>Boundary: deny: the person declined this crossing a short while ago.</summary>
    public const string RecentlyDeclined = "recently_declined";

    /// <summary>The client put as many questions of this kind to the person as the entry allows in its window.</summary>
    public const string AskedTooOften = "asked_too_often";

    /// <summary>The person stopped the questions of this client about this kind.</summary>
    public const string AskingStopped = "asking_stopped";

    /// <summary>Bootstrap: nobody signed in.</summary>
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>Bootstrap: no applied context, or none with a purpose.</summary>
    public const string ContextMissing = "context_missing";

    /// <summary>Bootstrap: the applied value differs from what is being signed.</summary>
    public const string ContextInconsistent = "context_inconsistent";

    /// <summary>Bootstrap: the catalog has no entry for the kind.</summary>
    public const string PurposeUnknown = "purpose_unknown";

    /// <summary>Bootstrap: the entry does not name the client.</summary>
    public const string ClientNotAllowed = "client_not_allowed";

    /// <summary>Bootstrap: the entry does not name the application.</summary>
    public const string AppNotAllowed = "app_not_allowed";

    /// <summary>Bootstrap: the entry does not name the tenant.</summary>
    public const string TenantNotAllowed = "tenant_not_allowed";

    /// <summary>Bootstrap: the params do not fit the entry's schema.</summary>
    public const string ParamsInvalid = "params_invalid";

    /// <summary>Bootstrap: the entry needs a verified actor and there is none.</summary>
    public const string ActorNotVerified = "actor_not_verified";

    /// <summary>Bootstrap: a rule of the entry's author refuses.</summary>
    public const string RefusedByRule = "refused_by_rule";

    /// <summary>Bootstrap: the request asks for authority that the entry cannot give, not even on request.</summary>
    public const string AskedOutsidePurpose = "asked_outside_purpose";

    /// <summary>Bootstrap: the sign-in is too weak or too old.</summary>
    public const string StepUpRequired = "step_up_required";

    /// <summary>Bootstrap: the sign-in is too weak and cannot be raised.</summary>
    public const string AssuranceNotMet = "assurance_not_met";

    /// <summary>Bootstrap: create, Approve and Resume cannot be told apart.</summary>
    public const string ModeAmbiguous = "mode_ambiguous";

    /// <summary>Bootstrap: no such Mission for this subject and client.</summary>
    public const string MissionUnknown = "mission_unknown";

    /// <summary>Bootstrap: the named Mission has another purpose.</summary>
    public const string PurposeMismatch = "purpose_mismatch";

    /// <summary>Bootstrap: a pre-created or pending Mission was approved.</summary>
    public const string Approved = "approved";

    /// <summary>Bootstrap: the subject may not approve the named Mission.</summary>
    public const string ApproverNotAllowed = "approver_not_allowed";

    /// <summary>Bootstrap: the sign-in re-attests the Mission.</summary>
    public const string Resumed = "resumed";

    /// <summary>Bootstrap: a new Mission takes the place of one that cannot be resumed.</summary>
    public const string Recreated = "recreated";

    /// <summary>Bootstrap: the applied context does not fit the Mission.</summary>
    public const string ResumeIncompatible = "resume_incompatible";

    /// <summary>Bootstrap: a sign-in never lifts a suspension.</summary>
    public const string MissionSuspended = "mission_suspended";

    /// <summary>Bootstrap: the Mission has ended.</summary>
    public const string MissionTerminal = "mission_terminal";

    /// <summary>Bootstrap: the entry needs a pre-created Mission.</summary>
    public const string PrecreatedRequired = "precreated_required";

    /// <summary>Bootstrap: a new Mission.</summary>
    public const string Created = "created";

    /// <summary>Bootstrap: reviewers have to approve.</summary>
    public const string ReviewRequired = "review_required";

    /// <summary>Bootstrap: reviewers have to approve, and the request does not allow a deferred answer.</summary>
    public const string DeferralRequired = "deferral_required";

    /// <summary>Bootstrap: the same request waits for its reviewers already.</summary>
    public const string ReviewPending = "review_pending";

    /// <summary>Bootstrap: the person said no.</summary>
    public const string UserDeclined = "user_declined";

    /// <summary>Bootstrap: the envelope holds nothing.</summary>
    public const string CompileFailed = "compile_failed";

    /// <summary>Bootstrap: no row of the decision flow fits.</summary>
    public const string ModeUndetermined = "mode_undetermined";

    /// <summary>Derivation and projection: the resource server or audience is not in the Mission.</summary>
    public const string InvalidTarget = "invalid_target";

    /// <summary>Derivation and projection: a provisional Mission may not do this.</summary>
    public const string ProvisionalNotAllowed = "provisional_not_allowed";

    /// <summary>Derivation and projection: the Mission's sign-in does not meet what this audience needs.</summary>
    public const string SignInTooWeak = "sign_in_too_weak";

    /// <summary>Review: the person is in none of the reviewing groups.</summary>
    public const string NotAReviewer = "not_a_reviewer";

    /// <summary>Review: the requester may not decide on the own request.</summary>
    public const string RequesterMayNotDecide = "requester_may_not_decide";

    /// <summary>Review: the same person never counts twice.</summary>
    public const string DecidedBefore = "decided_before";

    /// <summary>Review: the proposal is decided, cancelled or past its deadline.</summary>
    public const string ReviewClosed = "review_closed";

    /// <summary>Review: a reviewer said no.</summary>
    public const string ReviewerDenied = "reviewer_denied";

    /// <summary>Review: a reviewer wants the requester to ask for less.</summary>
    public const string NarrowRequested = "narrow_requested";

    /// <summary>Every code.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet(
    [
        RulesDisagree, Inside, SubjectOutside, TenantOutside, ResourceClassOutside, ResourceOutsideBounds, OperationStronger, OperationOutside,
        ParamOutsideBounds, LifetimeLonger, PropagationAudience, PropagationDepth, MissionNotActive, ActorMismatch, KeyMismatch,
        ForbiddenByCatalog, UnknownMission, CatalogWithdrawn, CatalogChanged, CatalogNarrowed, RecentlyDeclined, AskedTooOften, AskingStopped,
        AuthenticationFailed, ContextMissing,
        ContextInconsistent, PurposeUnknown, ClientNotAllowed, AppNotAllowed, TenantNotAllowed, ParamsInvalid, ActorNotVerified,
        RefusedByRule, AskedOutsidePurpose,
        StepUpRequired, AssuranceNotMet, ModeAmbiguous, MissionUnknown, PurposeMismatch, Approved, ApproverNotAllowed, Resumed,
        Recreated, ResumeIncompatible, MissionSuspended, MissionTerminal, PrecreatedRequired, Created, ReviewRequired,
        DeferralRequired, UserDeclined, CompileFailed, ModeUndetermined, InvalidTarget, ProvisionalNotAllowed, SignInTooWeak,
        ReviewPending, NotAReviewer, RequesterMayNotDecide, DecidedBefore, ReviewClosed, ReviewerDenied, NarrowRequested,
    ]);
}

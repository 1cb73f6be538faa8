using System.Collections.Frozen;

namespace MissionPolicy.Server.Oversight;

/// <summary>Every reason of the evidence in plain words.</summary>
internal static class TimelineReasons
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Who moved it, and why.
        ["approver_revoked"] = "by an approver",
        ["admin_revoked"] = "by an administrator",
        ["admin_completed"] = "by an administrator: it is done",
        ["admin_narrowed"] = "by an administrator",
        ["admin_suspended"] = "by an administrator",
        ["admin_resumed"] = "by an administrator",
        ["completed"] = "by the application: it is done",
        ["client_rejected_context"] = "by the application: it was not what it had asked for",
        ["superseded"] = "another approval took its place",
        ["end_reached"] = "its time is over",
        ["idle"] = "it rested too long",
        ["policy_account_disabled"] = "the account was disabled",
        ["policy_account_purged"] = "the account was deleted",
        ["policy_credential_compromise"] = "a way to sign in became known to somebody else",
        ["policy_sessions_revoked"] = "every sign-in was ended",
        ["policy_session_revoked"] = "the sign-in was ended",
        // Reviews and waiting.
        ["submitted"] = "reviewers were asked",
        ["provisional"] = "in part, until reviewers decide",
        ["approve"] = "yes",
        ["deny"] = "no",
        ["narrow"] = "only for less",
        ["approved"] = "by reviewers",
        ["reviewer_denied"] = "by a reviewer",
        ["narrow_requested"] = "a reviewer wants less to be asked for",
        ["cancelled_by_client"] = "the application took it back",
        ["not_claimed"] = "the application did not fetch the answer in time",
        ["not_redeemed"] = "the application did not begin in time",
        ["not_decided"] = "nobody decided in time",
        ["mission_stopped"] = "it was stopped meanwhile",
        ["provisional_withdrawn"] = "what had begun in part was taken back",
        ["code_reuse"] = "an answer was used twice",
        ["refresh_reuse"] = "an old token was used again",
        ["revoked_by_client"] = "the application gave it back",
        ["review_closed"] = "the review is over",
        ["not_a_reviewer"] = "not by a reviewer",
        ["requester_may_not_decide"] = "nobody decides on their own request",
        ["decided_before"] = "nobody decides twice",
        // What an application asked for.
        ["inside"] = "inside what was approved",
        ["subject_outside"] = "for another person",
        ["tenant_outside"] = "in another organisation",
        ["operation_stronger"] = "a stronger operation",
        ["operation_outside"] = "an operation that was not approved",
        ["resource_class_outside"] = "something of a kind that was not approved",
        ["resource_outside_bounds"] = "an object outside what was approved",
        ["param_outside_bounds"] = "an object outside what was approved",
        ["lifetime_longer"] = "for longer than approved",
        ["propagation_audience"] = "at a server that was not approved",
        ["propagation_depth"] = "too far from home",
        ["mission_not_active"] = "it is not active",
        ["actor_mismatch"] = "by another application",
        ["key_mismatch"] = "with another key",
        ["rules_disagree"] = "the rules could not be asked, so it was refused",
        ["forbidden_by_catalog"] = "something that is never allowed",
        ["catalog_withdrawn"] = "the purpose was withdrawn",
        ["unknown_mission"] = "there is no such task",
        ["recently_declined"] = "declined a short while ago",
        ["invalid_target"] = "at a server that was not approved",
        ["provisional_not_allowed"] = "not before reviewers decide",
        ["sign_in_too_weak"] = "the sign-in is too weak for that server",
        // What an approval came to.
        ["authentication_failed"] = "nobody signed in",
        ["context_missing"] = "the application did not say what for",
        ["context_inconsistent"] = "it is not what was approved",
        ["purpose_unknown"] = "there is no such purpose",
        ["client_not_allowed"] = "the application may not ask for that",
        ["app_not_allowed"] = "the application may not ask for that",
        ["tenant_not_allowed"] = "not in this organisation",
        ["params_invalid"] = "what was asked for cannot be read",
        ["actor_not_verified"] = "nobody knows who would act",
        ["refused_by_rule"] = "the rules of this purpose do not allow it",
        ["step_up_required"] = "a stronger sign-in is needed",
        ["assurance_not_met"] = "the sign-in is too weak",
        ["mode_ambiguous"] = "it is not clear what was asked for",
        ["mode_undetermined"] = "it is not clear what was asked for",
        ["mission_unknown"] = "there is no such task",
        ["purpose_mismatch"] = "it is for another purpose",
        ["approver_not_allowed"] = "not by somebody who may approve it",
        ["resumed"] = "confirmed by a sign-in",
        ["recreated"] = "approved anew",
        ["created"] = "approved for the first time",
        ["resume_incompatible"] = "it is not what was approved before",
        ["mission_suspended"] = "it is paused",
        ["mission_terminal"] = "it is over",
        ["precreated_required"] = "it has to be prepared first",
        ["review_required"] = "reviewers have to decide",
        ["deferral_required"] = "reviewers have to decide, and the application does not wait",
        ["review_pending"] = "the same request waits for its reviewers already",
        ["user_declined"] = "the person said no",
        ["compile_failed"] = "nothing would be left of it",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A reason in words; one that has none here is shown as it is, never left out.</summary>
    /// <param name="code">The reason.</param>
    /// <param name="isOwn">Whether the reader is the person that the Mission acts for.</param>
    public static string Of(string code, bool isOwn) => code switch
    {
        "user_revoked" or "user_narrowed" => isOwn ? "by you" : "by the person",
        "user_completed" => isOwn ? "by you: it is done" : "by the person: it is done",
        _ => Words.GetValueOrDefault(code, code),
    };
}

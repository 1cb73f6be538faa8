using System.Globalization;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>From the engine's refusal of a projection to the standard error.</summary>
/// <remarks>Source: id-jag digest §2, issuance checks; RFC 9470 §3.</remarks>
internal static class ProjectionRefusals
{
    // In this order: what stops the Mission comes before what is wrong with the wish.
    private static readonly (string Code, Func<OAuthError> Error)[] Table =
    [
        (ReasonCodes.KeyMismatch, () => OAuthErrors.InvalidGrant.Because("the proof is of another key than the Mission is bound to")),
        (ReasonCodes.ActorMismatch, () => OAuthErrors.InvalidGrant.Because("another client or agent than the Mission is bound to")),
        (ReasonCodes.ProvisionalNotAllowed, () => OAuthErrors.InvalidGrant.Because("a provisional Mission is not projected").WithMember(MissionErrors.Member, ReasonCodes.ProvisionalNotAllowed)),
        (ReasonCodes.InvalidTarget, () => OAuthErrors.InvalidTarget.Because("the Mission may not reach this audience or resource")),
        (ReasonCodes.PropagationDepth, () => OAuthErrors.InvalidTarget.Because("the Mission may not reach that far")),
        (ReasonCodes.PropagationAudience, () => OAuthErrors.InvalidAuthorizationDetails.Because("a resource class that may not cross to this audience")),
        (ReasonCodes.OperationOutside, () => OAuthErrors.InvalidAuthorizationDetails.Because("an operation that may not cross to this audience")),
        (ReasonCodes.ParamOutsideBounds, () => OAuthErrors.InvalidAuthorizationDetails.Because("a constraint or identifier that is wider than the bounds that cross to this audience")),
    ];

    /// <summary>The error; null when the decision projects.</summary>
    public static OAuthError? Of(Mission mission, MissionEnvelope envelope, string audience, ProjectionDecision decision, DateTimeOffset now) => decision.Match(
        _ => null,
        refused => (OAuthError?)Refused(mission, envelope, audience, refused.Reasons, now).WithJson(DerivationRefusals.DecisionMember, DecisionJson.Write(decision, ReasonDetail.Wire)));

    private static OAuthError Refused(Mission mission, MissionEnvelope envelope, string audience, ValueArray<Reason> reasons, DateTimeOffset now)
    {
        if (Has(reasons, ReasonCodes.RulesDisagree))
        {
            return DerivationRefusals.Undecided();
        }

        if (Has(reasons, ReasonCodes.MissionNotActive))
        {
            return DerivationRefusals.Stopped(mission, now);
        }

        foreach ((string code, Func<OAuthError> error) in Table)
        {
            if (Has(reasons, code) && !(code == ReasonCodes.InvalidTarget && IsServerOf(envelope, audience, reasons)))
            {
                return error();
            }
        }

        return Has(reasons, ReasonCodes.SignInTooWeak) && envelope.Audiences.FirstOrDefault(candidate => candidate.As == audience)?.Require is { } require
            ? StrongerSignIn(require)
            : OAuthErrors.InvalidTarget.Because("the Mission may not reach this audience");
    }

    // The server is the audience's; what was asked for there is what does not fit.
    private static bool IsServerOf(MissionEnvelope envelope, string audience, ValueArray<Reason> reasons) =>
        Has(reasons, ReasonCodes.PropagationAudience)
        && envelope.Audiences.FirstOrDefault(candidate => candidate.As == audience) is { } known
        && reasons.First(reason => reason.Code == ReasonCodes.InvalidTarget).Asked is { } asked
        && envelope.Grants.Any(grant => grant.At == asked && known.Resources.Contains(grant.Resource));

    private static OAuthError StrongerSignIn(StrengthRequirement require)
    {
        OAuthError error = OAuthErrors.InsufficientUserAuthentication.Because("this audience needs a stronger or fresher sign-in");
        error = require.Acr is null ? error : error.WithMember("acr_values", require.Acr);
        return require.MaxAge is not { } age ? error : error.WithJson("max_age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
    }

    private static bool Has(ValueArray<Reason> reasons, string code) => reasons.Any(reason => reason.Code == code);
}

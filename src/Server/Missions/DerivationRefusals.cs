using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.Missions;

/// <summary>From the engine's refusal to the standard error, with every crossing and,
/// where it helps, a request for approval that can be sent as it is.</summary>
/// <remarks>Source: derivation digest §4, §11; handoff digest §8.</remarks>
internal sealed class DerivationRefusals(ReapprovalWriter reapprovals, DecisionTelemetry telemetry)
{
    public const string DecisionMember = "mission_decision";

    /// <summary>The engine's answer, with what may not be asked of the person now.</summary>
    /// <remarks>Only a crossing puts a question: what is inside needs no new approval.</remarks>
    public async Task<DerivationDecision> DecideAsync(
        Mission mission, CompiledEnvelope envelope, DerivationRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        DerivationDecision decision = Ask(envelope, request);
        if (decision is DerivationDecision.ReApprove ask
            && await reapprovals.WhyUnaskedAsync(Crossing.Of(mission, envelope, request, ask.Crossings, now), cancellation) is { IsEmpty: false } unasked)
        {
            decision = ask.WhenUnasked(unasked);
        }

        telemetry.Count(DecisionKind.Derivation, DecisionSummary.Of(decision));
        return decision;
    }

    private DerivationDecision Ask(CompiledEnvelope envelope, DerivationRequest request)
    {
        using DecisionStep step = telemetry.Begin(DecisionKind.Derivation);
        DerivationDecision decision = Derivation.Decide(envelope, request);
        step.Answered(DecisionSummary.Of(decision));
        return decision;
    }

    /// <summary>The error of a refused derivation; null when the decision issues.</summary>
    public Task<OAuthError?> OfAsync(
        Mission mission, CompiledEnvelope envelope, DerivationRequest request, DerivationDecision decision, DateTimeOffset now, CancellationToken cancellation) => decision.Match<Task<OAuthError?>>(
        _ => Task.FromResult<OAuthError?>(null),
        async ask => With(
            Base(envelope, request, ask.Crossings).WithJson(DecisionMember, DecisionJson.Write(decision, ReasonDetail.Wire)),
            await reapprovals.WriteAsync(Crossing.Of(mission, envelope, request, ask.Crossings, now), ReasonDetail.Wire, cancellation)),
        refused => Task.FromResult<OAuthError?>(Denied(mission, envelope, request, refused.Reasons, decision, now)));

    private static OAuthError With(OAuthError error, WayForward way)
    {
        error = error.WithJson(ReapprovalWriter.Member, way.Reapproval);
        return way.Remediation is null ? error : error.WithJson(RemediationWriter.Member, way.Remediation);
    }

    private static OAuthError Denied(
        Mission mission, CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> reasons, DerivationDecision decision, DateTimeOffset now)
    {
        OAuthError error = Has(reasons, ReasonCodes.RulesDisagree) ? Undecided()
            : Has(reasons, ReasonCodes.MissionNotActive) ? Stopped(mission, now)
            : Has(reasons, ReasonCodes.KeyMismatch) ? OAuthErrors.InvalidGrant.Because("the proof is of another key than the Mission is bound to")
            : Has(reasons, ReasonCodes.ActorMismatch) ? OAuthErrors.InvalidGrant.Because("another client or agent than the Mission is bound to")
            : Base(envelope, request, reasons);
        return (error with { RetryAfterSeconds = MissionErrors.Wait(reasons) }).WithJson(
            DecisionMember, DecisionJson.Write(decision, ReasonDetail.Wire));
    }

    /// <summary>The error of a Mission that is not active.</summary>
    public static OAuthError Stopped(Mission mission, DateTimeOffset now)
    {
        string code = MissionErrors.Of(MissionClock.Effective(mission, now));
        string why = MissionCeiling.Stopped(mission) && code == MissionErrors.Of(MissionState.Suspended)
            ? $"the Mission is suspended since its purpose changed: {string.Join(", ", mission.Ceiling!.Stops)}"
            : "the Mission is not active";
        return OAuthErrors.InvalidGrant.Because(why).WithMember(MissionErrors.Member, code);
    }

    /// <summary>The error of rules that could not be trusted: nothing is wrong with the request, and another host may decide it.</summary>
    public static OAuthError Undecided() =>
        OAuthErrors.TemporarilyUnavailable.Because("the rules could not be asked").WithMember(
            MissionErrors.Member, ReasonCodes.RulesDisagree);

    private static OAuthError Base(CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> reasons) =>
        envelope.Envelope.Grants.All(grant => grant.At != request.At)
            ? OAuthErrors.InvalidTarget.Because("the resource is not in the Mission")
            : OAuthErrors.InvalidAuthorizationDetails.Because("outside the Mission: " + string.Join(' ', reasons.Select(reason => reason.Code).Distinct(StringComparer.Ordinal)));

    private static bool Has(ValueArray<Reason> reasons, string code) => reasons.Any(reason => reason.Code == code);
}

using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Remediation;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Finds the Mission, says how it stands, asks the engine and keeps the record.</summary>
internal sealed class MissionBoundary(
    CatalogHost catalog, IMissionSource missions, EvaluationFacts facts, ReapprovalWriter reapprovals, BoundaryRecord record,
    TimeProvider time, DecisionLog decisions, DecisionTelemetry telemetry)
{
    private static readonly BoundaryDecision Unknown =
        new BoundaryDecision.Deny([new Reason { Code = ReasonCodes.UnknownMission, Dimension = Engine.Rules.Dimension.State }]);

    /// <summary>Answers one question; what cannot be looked up or recorded is not decided.</summary>
    public async Task<EvaluationAnswer> AskAsync(EvaluationQuestion question, EvaluationCaller caller, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        EvaluationAnswer unknown = new()
        {
            Id = EvidenceDesk.NewId(),
            At = now,
            Decision = Unknown,
            Action = ActionOf.Question(question, catalog.Current.Vocabulary, now),
            Detail = caller.Detail,
            CredentialEnd = caller.Own?.Token?.ExpiresAt,
        };
        try
        {
            EvaluationAnswer answer = await FindAsync(unknown, question, caller, cancellation);
            decisions.Write(answer, catalog.Current.Digest);
            telemetry.Count(DecisionKind.Boundary, DecisionSummary.Of(answer.Decision));
            return answer;
        }
        catch (StoreUnavailableException)
        {
            telemetry.Count(DecisionKind.Boundary, DecisionSummary.Indeterminate);
            return unknown with { IsIndeterminate = true };
        }
    }

    // A Mission that the caller may not know and one that does not exist look the same.
    private async Task<EvaluationAnswer> FindAsync(
        EvaluationAnswer unknown, EvaluationQuestion question, EvaluationCaller caller, CancellationToken cancellation)
    {
        StandingMission? found = question.MissionRef is null ? null : await missions.FindAsync(question.MissionRef, cancellation);
        if (found is null || !caller.MaySee(found))
        {
            return unknown;
        }

        EvaluationAnswer answer = unknown with { Mission = found };
        return found.Stored is { } stored
            ? await StoredAsync(answer with { Action = await facts.OfSubjectAsync(answer.Action, stored, cancellation) }, found, stored, question, caller, cancellation)
            : Configured(answer, found, question);
    }

    private EvaluationAnswer Configured(EvaluationAnswer answer, StandingMission mission, EvaluationQuestion question)
    {
        BoundaryDecision decision = Ask(mission, answer.Action, facts.Standing(mission, question));
        return answer with
        {
            Decision = decision,
            Step = decision is BoundaryDecision.ReApprove ask
                ? TrialStep.Of(catalog.Current, mission.Compiled, answer.Action, ask.Crossings, question.SubjectType == ActionOf.Person)
                : null,
        };
    }

    // What may not be asked of the person now is not offered; what is decided about a Mission is on disk before the answer leaves.
    private async Task<EvaluationAnswer> StoredAsync(
        EvaluationAnswer answer, StandingMission mission, Mission stored, EvaluationQuestion question, EvaluationCaller caller, CancellationToken cancellation)
    {
        MissionStandings standing = facts.Standing(mission, stored, question, caller);
        (BoundaryDecision decision, StrengthRequirement? missing) = Strong(Ask(mission, answer.Action, standing), mission, stored, answer);
        Crossing? crossing = decision is BoundaryDecision.ReApprove ask
            ? Crossing.Of(stored, mission.Compiled, answer.Action, ask.Crossings, answer.At) with { IsPerson = question.SubjectType == ActionOf.Person }
            : null;
        if (crossing is not null && await reapprovals.WhyUnaskedAsync(crossing, cancellation) is { IsEmpty: false } unasked)
        {
            decision = ((BoundaryDecision.ReApprove)decision).WhenUnasked(unasked);
        }

        answer = answer with
        {
            Decision = decision,
            Missing = missing,
            Way = crossing is not null && decision is BoundaryDecision.ReApprove ? await WayAsync(crossing, caller, cancellation) : null,
        };
        await record.KeepAsync(answer, stored, mission.Envelope, caller, cancellation);
        return answer;
    }

    // Params of other resources and for the audit alone are no business of a resource server.
    private Task<WayForward> WayAsync(Crossing crossing, EvaluationCaller caller, CancellationToken cancellation) =>
        caller.IsAgentOf(crossing.Mission)
        ? reapprovals.WriteAsync(crossing, caller.Detail, cancellation)
        : reapprovals.WriteCrossingsAsync(crossing, cancellation);

    // An audience may ask for more than the Mission's sign-in; its subject can still give that.
    private (BoundaryDecision Decision, StrengthRequirement? Missing) Strong(BoundaryDecision decision, StandingMission mission, Mission stored, EvaluationAnswer answer)
    {
        if (mission.Envelope.Audiences.FirstOrDefault(known => known.As == answer.Action.PropagationAudience) is not { Require: { } require } audience)
        {
            return (decision, null);
        }

        SignInFacts signIn = stored.SignIn.Facts(stored.Subject);
        StrengthRequirement missing = StepUp.Missing(catalog.Current.Vocabulary, require, signIn, answer.At);
        BoundaryDecision judged = StepUp.Judge(decision, audience, missing, signIn, answer.At);
        return (judged, ReferenceEquals(judged, decision) ? null : missing);
    }

    private BoundaryDecision Ask(StandingMission mission, DiscoveredAction action, MissionStandings standing)
    {
        using DecisionStep step = telemetry.Begin(DecisionKind.Boundary);
        BoundaryDecision decision = Boundary.Decide(mission.Compiled, action, standing);
        step.Answered(DecisionSummary.Of(decision));
        return decision;
    }
}

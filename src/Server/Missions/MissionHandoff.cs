using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Applies the requested context and asks the engine whether, and how, the event becomes a Mission. Makes nothing.</summary>
/// <remarks>Source: article, "The Handoff", "Handoff Modes"; handoff digest §4.</remarks>
internal sealed class MissionHandoff(
    CatalogHost catalog,
    MissionFinder missions,
    MissionCeilings ceilings,
    MissionSeal seal,
    ISubjects subjects,
    DeclineMemory declined,
    WaitingProposals waiting,
    QuestionLog questions,
    TimeProvider time,
    DecisionTelemetry telemetry)
{
    /// <summary>Asks.</summary>
    /// <param name="question">The event.</param>
    /// <param name="cancellation">Stops looking.</param>
    public Task<HandoffFindings> ConsiderAsync(HandoffQuestion question, CancellationToken cancellation) =>
        CountedAsync(question.Named.IsEmpty ? DecisionKind.Bootstrap : DecisionKind.Handoff, question, Bootstrap.Decide, cancellation);

    /// <summary>Asks whether a Mission may be prepared for the subject of the question, who is not signed in.</summary>
    /// <param name="question">The event, with a subject and without a sign-in.</param>
    /// <param name="cancellation">Stops looking.</param>
    public Task<HandoffFindings> ConsiderProposalAsync(HandoffQuestion question, CancellationToken cancellation) =>
        CountedAsync(
            DecisionKind.Proposing, question, (purpose, facts) => Proposing.Decide(purpose, facts, question.Subject!), cancellation);

    private async Task<HandoffFindings> CountedAsync(
        DecisionKind kind,
        HandoffQuestion question,
        Func<CompiledPurpose, BootstrapFacts, BootstrapDecision> decide,
        CancellationToken cancellation)
    {
        HandoffFindings findings = await ConsiderAsync(kind, question, decide, cancellation);
        telemetry.Count(kind, DecisionSummary.Of(findings.Decision));
        return findings;
    }

    private async Task<HandoffFindings> ConsiderAsync(
        DecisionKind kind,
        HandoffQuestion question,
        Func<CompiledPurpose, BootstrapFacts, BootstrapDecision> decide,
        CancellationToken cancellation)
    {
        CompiledCatalog current = catalog.Current;
        DateTimeOffset now = time.GetUtcNow();
        ImmutableArray<(string? Operation, Mission? Mission)> named = await NamedAsync(question, cancellation);
        SubjectFacts? subject = question.Subject is null ? null : await subjects.FindAsync(question.Subject, cancellation);
        HandoffFindings findings = new()
        {
            Question = question,
            CatalogDigest = current.Digest,
            Subject = subject,
            Decision = Refused(ReasonCodes.ContextMissing),
        };
        if (question.Requested.Purpose is not { } requested)
        {
            return findings;
        }

        if (current.Purpose(requested.Kind) is not { } purpose)
        {
            return findings with { Decision = Refused(ReasonCodes.PurposeUnknown) };
        }

        BootstrapFacts facts = Facts(question, subject, named, now) with
        {
            Prompts = await questions.FactsAsync(
                question, purpose.Entry.Kind, named is [{ Mission: { } mission }] ? mission.MissionId : null, cancellation),
        };
        HandoffFindings considered = Apply(purpose, Requested(question, requested), now).Match(
            applied => findings with
            {
                Purpose = purpose,
                Applied = applied.Context,
                Decision = Ask(kind, decide, purpose, facts with { Context = applied.Context }),
                Named = Bootstrap.MayKnowNamed(purpose, facts with { Context = applied.Context }) ? named[0].Mission : null,
            },
            refused => findings with { Purpose = purpose, Decision = new BootstrapDecision.Refused(refused.Reasons) });
        return await DeclinedAsync(considered, cancellation) is { } known ? considered with { Decision = new BootstrapDecision.Refused([known]) }
            : considered.Decision is BootstrapDecision.Review review && await waiting.HasAsync(WaitingProposals.KeyOf(considered, null), cancellation)
                ? considered with { Decision = review.WhenPending() }
            : considered;
    }

    private BootstrapDecision Ask(
        DecisionKind kind, Func<CompiledPurpose, BootstrapFacts, BootstrapDecision> decide, CompiledPurpose purpose, BootstrapFacts facts)
    {
        using DecisionStep step = telemetry.Begin(kind);
        BootstrapDecision decision = decide(purpose, facts);
        step.Answered(DecisionSummary.Of(decision));
        return decision;
    }

    private ContextApplication Apply(CompiledPurpose purpose, RequestedPurpose requested, DateTimeOffset now)
    {
        StepTimer timer = telemetry.BeginContext();
        ContextApplication answer = ContextApplier.Apply(purpose, requested, now);
        telemetry.ContextAnswered(timer, answer);
        return answer;
    }

    // No new prompt for what the person declined a moment ago, not even for a stronger
    // sign-in; an answer that is being given is heard all the same.
    private async ValueTask<Reason?> DeclinedAsync(HandoffFindings findings, CancellationToken cancellation) =>
        findings is { Applied: not null, Question.Answer: not UserAnswer.Approved } && IsQuestion(findings.Decision) ? await declined.FindAsync(findings, cancellation) : null;

    private static bool IsQuestion(BootstrapDecision decision) =>
        decision is BootstrapDecision.Confirm or BootstrapDecision.Review or BootstrapDecision.StepUp
        || (decision is BootstrapDecision.Refused refused && refused.Reasons.All(reason => reason.Code == ReasonCodes.AskedTooOften));

    /// <summary>Whether a pushed request could ever be granted: what the catalog says
    /// of context and parties, before anybody signs in.</summary>
    /// <param name="client">The client.</param>
    /// <param name="context">The request's context.</param>
    /// <returns>Every reason why not; empty when it could.</returns>
    /// <remarks>Source: client-context digest §4, steps 10 to 14.</remarks>
    public ValueArray<Reason> Precheck(Clients.Client client, RequestedContext context) =>
        context.Purpose is not { } requested ? []
        : catalog.Current.Purpose(requested.Kind) is not { } purpose
            ? [new Reason { Code = ReasonCodes.PurposeUnknown, Dimension = Dimension.Params, Asked = requested.Kind }]
            : Apply(purpose, Requested(new HandoffQuestion { Client = client, Requested = context }, requested), time.GetUtcNow())
                .Match<ValueArray<Reason>>(_ => [], refused => refused.Reasons);

    /// <summary>What of the authority that a request asks for by name its entry cannot give.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="asked">What is asked for, or null.</param>
    /// <returns>Every reason; empty when the entry can give all of it.</returns>
    public ValueArray<Reason> PrecheckAsked(string kind, AskedAuthority? asked) =>
        catalog.Current.Purpose(kind) is { } purpose ? Asking.Decide(purpose, asked) : [];

    /// <summary>What can be said against a pushed handoff before a person signs in.</summary>
    /// <param name="question">The event, without a sign-in.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>Every reason; empty when nothing is known yet.</returns>
    public async Task<ValueArray<Reason>> PrecheckAsync(HandoffQuestion question, CancellationToken cancellation)
    {
        if (question.Requested.Purpose is not { } requested || catalog.Current.Purpose(requested.Kind) is not { } purpose)
        {
            return [];
        }

        DateTimeOffset now = time.GetUtcNow();
        ImmutableArray<(string? Operation, Mission? Mission)> named = await NamedAsync(question, cancellation);
        ValueArray<Reason> reasons = Pushing.Decide(
            purpose, question.Client.ClientId, Named(named, question, now), question.DeferralAllowed);
        return !reasons.IsEmpty || named is not [{ Mission: { } mission }] || mission.Client != question.Client.ClientId || MissionClock.Effective(mission, now) != MissionState.Active
            ? reasons
            : await UnaskedAsync(purpose, question with { Subject = mission.Subject }, named, now, cancellation);
    }

    // A running Mission says who would be asked for more; otherwise the person is known at the sign-in only.
    private async Task<ValueArray<Reason>> UnaskedAsync(
        CompiledPurpose purpose, HandoffQuestion question, ImmutableArray<(string? Operation, Mission? Mission)> named, DateTimeOffset now, CancellationToken cancellation)
    {
        BootstrapFacts facts = Facts(question, await subjects.FindAsync(question.Subject!, cancellation), named, now) with
        {
            Prompts = await questions.FactsAsync(question, purpose.Entry.Kind, null, cancellation),
        };
        return Apply(purpose, Requested(question, question.Requested.Purpose!), now).Match(
            applied => Pushing.Unasked(purpose, facts with { Context = applied.Context }, question.Subject!), _ => []);
    }

    private static RequestedPurpose Requested(HandoffQuestion question, RequestedPurposeContext purpose) =>
        Requested(question.Client.ClientId, question.Requested, purpose);

    /// <summary>What a context asks for.</summary>
    /// <param name="client">The client.</param>
    /// <param name="context">The context.</param>
    /// <param name="purpose">Its purpose.</param>
    public static RequestedPurpose Requested(string client, RequestedContext context, RequestedPurposeContext purpose) => new()
    {
        Client = client,
        Kind = purpose.Kind,
        Params = purpose.Params,
        Application = context.Application,
        Tenant = context.Tenant,
        ExpiresAt = purpose.ExpiresAt,
        MaxDuration = purpose.MaxDuration,
    };

    private BootstrapFacts Facts(
        HandoffQuestion question, SubjectFacts? subject, ImmutableArray<(string? Operation, Mission? Mission)> named, DateTimeOffset now) => new()
        {
            Context = null,
            SignIn = subject is null || question.SignIn is not { } signIn
                ? null
                : new SignInFacts(subject.Subject, signIn.Acr, signIn.Amr.ToValueArray(), signIn.At, question.InThisInteraction),
            Now = now,
            SubjectClaims = subject?.Claims ?? FrozenDictionary<string, FactValue>.Empty,
            SubjectGroups = subject?.Groups ?? FrozenSet<string>.Empty,
            SubjectTenants = subject?.Tenants,
            Actor = question.Client.Agent,
            ClaimedActor = question.Requested.Purpose?.Actor,
            Asked = question.Asked,
            ClientMaxLifetime = question.Client.MaxMissionLifetime,
            Handoff = Named(named, question, now),
            UserPresent = question.UserPresent,
            DeferralAllowed = question.DeferralAllowed,
            Answer = question.Answer,
        };

    private HandoffRequest Named(
        ImmutableArray<(string? Operation, Mission? Mission)> named, HandoffQuestion question, DateTimeOffset now) =>
        new(named.Select(item => new NamedMission(item.Operation, Existing(item.Mission, question, now))).ToValueArray());

    private async ValueTask<ImmutableArray<(string? Operation, Mission? Mission)>> NamedAsync(HandoffQuestion question, CancellationToken cancellation)
    {
        ImmutableArray<(string? Operation, Mission? Mission)>.Builder found = ImmutableArray.CreateBuilder<(string?, Mission?)>();
        foreach (MissionDetail detail in question.Named.DistinctBy(detail => (detail.MissionRef, detail.Operation)))
        {
            Document<Mission>? mission = await missions.ByRefAsync(detail.MissionRef, cancellation);
            found.Add((detail.Operation, mission is null ? null : (await ceilings.MeetAsync(mission, cancellation)).Value));
        }

        return found.ToImmutable();
    }

    private ExistingMission? Existing(Mission? mission, HandoffQuestion question, DateTimeOffset now) =>
        mission is null ? null : new ExistingMission(
        MissionClock.Effective(mission, now),
        seal.Envelope(mission).Envelope,
        mission.AttestedAt,
        mission.KeyThumbprint is null || mission.KeyThumbprint == question.KeyThumbprint)
    {
        IsProvisional = mission.IsProvisional,
        IsStoppedByCatalog = MissionCeiling.Stopped(mission) && MissionClock.Movable(mission, now) == MissionState.Active,
        AskedEnd = seal.Applied(mission).ExpiresAt,
    };

    private static BootstrapDecision.Refused Refused(string code) => new([new Reason { Code = code, Dimension = Dimension.Params }]);
}

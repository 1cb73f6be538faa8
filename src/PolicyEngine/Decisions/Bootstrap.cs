using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May this applied context become, approve or resume a Mission, and how?</summary>
/// <remarks>The groups of the decision flow run top down; inside a group every reason is collected.
/// Source: article, "Handoff Modes", "Failure Semantics"; handoff digest §4.</remarks>
public static class Bootstrap
{
    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The compiled entry of the context's kind, or null when the catalog has none.</param>
    /// <param name="facts">The facts.</param>
    public static BootstrapDecision Decide(CompiledPurpose? purpose, BootstrapFacts facts)
    {
        if (facts.SignIn is null)
        {
            return Refuse(ReasonCodes.AuthenticationFailed, Dimension.Authentication);
        }

        if (facts.Context is null)
        {
            return Refuse(ReasonCodes.ContextMissing, Dimension.Params);
        }

        if (purpose is null || purpose.Entry.Kind != facts.Context.Kind)
        {
            return Refuse(ReasonCodes.PurposeUnknown, Dimension.Params);
        }

        RuleQuestion question = new(new BootstrapFactView(purpose, facts));
        ImmutableArray<Rule> fired = purpose.Program.Ask(question);
        ValueArray<Reason> refused = Reasons.Sort(
            [.. Reasons.Of<Outcome.Refuse>(fired, question), .. Membership(facts), .. Asking.Decide(purpose, facts.Asked)]);
        return refused.IsEmpty ? Strong(purpose, facts, fired, question) : new BootstrapDecision.Refused(refused);
    }

    /// <summary>Whether the request names one Mission, and client and person may know that it exists.</summary>
    /// <param name="purpose">The compiled entry of the context's kind.</param>
    /// <param name="facts">The facts.</param>
    /// <returns>False for an unknown Mission and for one of somebody else: whatever is
    /// kept of the event is then not about that Mission.</returns>
    public static bool MayKnowNamed(CompiledPurpose purpose, BootstrapFacts facts) => Handoff.Known(purpose, facts) is not null;

    /// <summary>Who would have to approve: the entry's own mode, or a stricter one where a rule of its author asks for it.</summary>
    /// <param name="purpose">The compiled entry of the context's kind.</param>
    /// <param name="facts">The facts, with their context.</param>
    public static ApprovalMode ApprovalOf(CompiledPurpose purpose, BootstrapFacts facts) =>
        Mode(purpose.Program.Ask(new RuleQuestion(new BootstrapFactView(purpose, facts))));

    // A person may only let an agent act where the person belongs.
    internal static IEnumerable<Reason> Membership(BootstrapFacts facts) =>
        Membership(facts.SubjectTenants, facts.Context!.Tenant) is { } stranger ? [stranger] : [];

    internal static Reason? Membership(FrozenSet<string>? tenants, string tenant) =>
        tenants is null || tenants.Contains(tenant) ? null : new Reason
    {
        Code = ReasonCodes.TenantNotAllowed,
        Dimension = Dimension.Tenant,
        Asked = tenant,
        Allowed = tenants.ToSortedSet(),
        Detail = "the subject is not of this tenant",
    };

    private static BootstrapDecision Strong(
        CompiledPurpose purpose,
        BootstrapFacts facts,
        ImmutableArray<Rule> fired,
        RuleQuestion question)
    {
        StrengthRequirement require = StepUp.Combine(purpose.Vocabulary, fired);
        if (StepUp.IsMet(purpose.Vocabulary, require, facts.SignIn!, facts.Now))
        {
            Tightening tightening = Tightening.Of(purpose, fired, question);
            return Handoff.Decide(purpose, facts, fired).Match(
                create => Asked(purpose, facts, Create(purpose, facts, fired, tightening, create)),
                approve => Asked(purpose, facts, Approve(purpose, facts, fired, tightening, approve.Mission)),
                reAttest => new BootstrapDecision.Granted(HandoffMode.Resume, reAttest.Mission.Envelope, [Said(ReasonCodes.Resumed)]),
                no => new BootstrapDecision.Refused(no.Reasons));
        }

        if (WouldAsk(purpose, facts, fired) && Prompting.Decide(purpose, facts.Prompts, facts.Now) is { IsEmpty: false } unasked)
        {
            return new BootstrapDecision.Refused(unasked);
        }

        string code = facts.UserPresent ? ReasonCodes.StepUpRequired : ReasonCodes.AssuranceNotMet;
        ValueArray<Reason> unmet = StepUp.Unmet(purpose.Vocabulary, fired, facts.SignIn!, facts.Now, code);
        return facts.UserPresent ? new BootstrapDecision.StepUp(require, unmet) : new BootstrapDecision.Refused(unmet);
    }

    // An answer that is being given is heard, however often the client asked.
    private static BootstrapDecision Asked(CompiledPurpose purpose, BootstrapFacts facts, BootstrapDecision decision) =>
        decision is BootstrapDecision.Confirm or BootstrapDecision.Review && facts.Answer == UserAnswer.None
            ? Prompting.Judge(purpose, facts.Prompts, facts.Now, decision)
            : decision;

    // A stronger sign-in is not asked for a question that may not be put afterwards. A Resume puts none.
    private static bool WouldAsk(CompiledPurpose purpose, BootstrapFacts facts, ImmutableArray<Rule> fired) =>
        facts.Answer != UserAnswer.Approved && Mode(fired) != ApprovalMode.Auto
        && Handoff.Decide(purpose, facts, fired).Match(_ => true, _ => true, _ => false, _ => false);

    private static BootstrapDecision Create(
        CompiledPurpose purpose, BootstrapFacts facts, ImmutableArray<Rule> fired, Tightening tightening, ModeDecision.Create create)
    {
        GoverningInputs inputs = BootstrapInputs.Of(facts, facts.SignIn!.Subject);
        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, inputs, tightening);
        if (envelope.Grants.IsEmpty || envelope.Lifetime.IsEmpty)
        {
            return Refuse(ReasonCodes.CompileFailed, Dimension.Params);
        }

        if (facts.Answer == UserAnswer.Declined)
        {
            return Refuse(ReasonCodes.UserDeclined, Dimension.Approval);
        }

        return Mode(fired) switch
        {
            ApprovalMode.Auto => Created(envelope, create),
            ApprovalMode.User when facts.Answer == UserAnswer.Approved => Created(envelope, create),
            ApprovalMode.User => new BootstrapDecision.Confirm(HandoffMode.Create, envelope, [.. create.Recreated, Approval(fired, ReasonCodes.Created)]) { Later = Later() },
            _ when !facts.DeferralAllowed => new BootstrapDecision.Refused([Approval(fired, ReasonCodes.DeferralRequired)]),
            _ => Review(purpose, envelope, fired) with { Later = Later() },
        };

        ValueArray<EnvelopeGrant> Later() => EnvelopeBuilder.Later(purpose, inputs, envelope);
    }

    // Rules of the author that hold by now take from what was prepared, too; they may leave it no time.
    private static BootstrapDecision Approve(
        CompiledPurpose purpose,
        BootstrapFacts facts,
        ImmutableArray<Rule> fired,
        Tightening tightening,
        ExistingMission mission)
    {
        MissionEnvelope envelope = tightening.Of(mission.Envelope);
        return facts.Answer switch
        {
            UserAnswer.Declined => Refuse(ReasonCodes.UserDeclined, Dimension.Approval),
            _ when envelope.Lifetime != mission.Envelope.Lifetime && envelope.Lifetime.End <= facts.Now =>
                Refuse(ReasonCodes.CompileFailed, Dimension.Lifetime),
            UserAnswer.Approved => new BootstrapDecision.Granted(HandoffMode.Approve, envelope, [Said(ReasonCodes.Approved)]),
            _ when Mode(fired) == ApprovalMode.Auto =>
                new BootstrapDecision.Granted(HandoffMode.Approve, envelope, [Said(ReasonCodes.Approved)]),
            _ => new BootstrapDecision.Confirm(HandoffMode.Approve, envelope, [Approval(fired, ReasonCodes.Approved)])
            {
                Later = EnvelopeBuilder.Later(purpose, BootstrapInputs.Of(facts, envelope.Subject), envelope),
            },
        };
    }

    private static BootstrapDecision.Granted Created(MissionEnvelope envelope, ModeDecision.Create create) => create.Recreated.IsEmpty
        ? new BootstrapDecision.Granted(HandoffMode.Create, envelope, [Said(ReasonCodes.Created)])
        : new BootstrapDecision.Granted(HandoffMode.Create, envelope, [Said(ReasonCodes.Recreated), .. create.Recreated]);

    private static BootstrapDecision.Review Review(CompiledPurpose purpose, MissionEnvelope envelope, ImmutableArray<Rule> fired)
    {
        ReviewRule rule = purpose.Entry.Approval.Review!;
        MissionEnvelope? provisional = rule.Provisional is null ? null : EnvelopeBuilder.Provisional(envelope, rule.Provisional);
        // Where nothing of what was asked may begin before the decision, nothing begins.
        provisional = provisional is { Grants.IsEmpty: false } ? provisional : null;
        return new BootstrapDecision.Review(envelope, rule, provisional, [Approval(fired, ReasonCodes.ReviewRequired)]);
    }

    internal static ApprovalMode Mode(ImmutableArray<Rule> fired) =>
        fired.Select(rule => rule.Outcome).OfType<Outcome.RequireApproval>().Select(outcome => outcome.Mode).DefaultIfEmpty(ApprovalMode.Review).Max();

    /// <summary>The reason of an approval: the rule that asks for the strictest one. The entry's own mode comes first among
    /// equals.</summary>
    internal static Reason Approval(ImmutableArray<Rule> fired, string code)
    {
        ApprovalMode mode = Mode(fired);
        Rule? rule = fired.FirstOrDefault(candidate => candidate.Outcome is Outcome.RequireApproval asked && asked.Mode == mode);
        return new Reason
        {
            Code = code,
            Dimension = Dimension.Approval,
            RuleId = rule?.Id,
            Position = rule?.Position ?? SourcePosition.None,
            Asked = Reasons.Derived(rule, fired)?.ToString(),
            Detail = Reasons.Derived(rule, fired) is null ? null : rule!.Asked.ToString(),
        };
    }

    private static Reason Said(string code) => new() { Code = code, Dimension = Dimension.Approval };

    internal static BootstrapDecision.Refused Refuse(string code, Dimension dimension) =>
        new([new Reason { Code = code, Dimension = dimension }]);
}

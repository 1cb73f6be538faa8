using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May a Mission be prepared for a person who is not here yet? What the person
/// could only be refused is not put before them.</summary>
/// <remarks>How strongly somebody signs in is asked at the approval, by <see cref="Bootstrap"/>,
/// which decides. Source: article, "Handoff Modes", Approve; handoff digest §3.</remarks>
public static class Proposing
{
    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The compiled entry of the context's kind, or null when the catalog has none.</param>
    /// <param name="facts">The facts; of a sign-in there are none.</param>
    /// <param name="subject">Whom the Mission is to act for.</param>
    /// <returns><see cref="BootstrapDecision.Confirm"/> with what the person is going
    /// to be asked, or <see cref="BootstrapDecision.Refused"/>.</returns>
    public static BootstrapDecision Decide(CompiledPurpose? purpose, BootstrapFacts facts, string subject)
    {
        if (facts.Context is null)
        {
            return Bootstrap.Refuse(ReasonCodes.ContextMissing, Dimension.Params);
        }

        if (purpose is null || purpose.Entry.Kind != facts.Context.Kind)
        {
            return Bootstrap.Refuse(ReasonCodes.PurposeUnknown, Dimension.Params);
        }

        RuleQuestion question = new(new BootstrapFactView(purpose, facts));
        ImmutableArray<Rule> fired = purpose.Program.Ask(question);
        ValueArray<Reason> refused = Reasons.Sort([.. Reasons.Of<Outcome.Refuse>(fired, question), .. Bootstrap.Membership(facts), .. Asking.Decide(purpose, facts.Asked), .. Reviewed(fired)]);
        return refused.IsEmpty ? Built(purpose, facts, subject, fired, question) : new BootstrapDecision.Refused(refused);
    }

    // Reviewers decide on what a person asked for at a sign-in; there is nobody yet who asked.
    private static IEnumerable<Reason> Reviewed(ImmutableArray<Rule> fired) =>
        !RulesFault.Is(fired) && Bootstrap.Mode(fired) == ApprovalMode.Review ? [Bootstrap.Approval(fired, ReasonCodes.DeferralRequired)] : [];

    private static BootstrapDecision Built(
        CompiledPurpose purpose,
        BootstrapFacts facts,
        string subject,
        ImmutableArray<Rule> fired,
        RuleQuestion question)
    {
        MissionEnvelope envelope = EnvelopeBuilder.Build(
            purpose,
            BootstrapInputs.Of(facts, subject),
            Tightening.Of(purpose, fired, question));
        return envelope.Grants.IsEmpty || envelope.Lifetime.IsEmpty
            ? Bootstrap.Refuse(ReasonCodes.CompileFailed, Dimension.Params)
            : Prompting.Judge(
                purpose,
                facts.Prompts,
                facts.Now,
                new BootstrapDecision.Confirm(HandoffMode.Create, envelope, [Bootstrap.Approval(fired, ReasonCodes.Created)]));
    }
}

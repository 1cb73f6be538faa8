using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What can be said against a handoff before a person signs in, so that no
/// person is asked for what could only be refused.</summary>
/// <remarks>It grants nothing: <see cref="Bootstrap"/> decides when the person is there. What depends on the person is not judged here.
/// Source: article, "Handoff Modes", "Failure Semantics".</remarks>
public static class Pushing
{
    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The compiled entry of the context's kind.</param>
    /// <param name="client">The client.</param>
    /// <param name="handoff">The Missions that the request names.</param>
    /// <param name="deferralAllowed">Whether the request allows a deferred answer.</param>
    /// <returns>Every reason; empty when nothing is known yet.</returns>
    public static ValueArray<Reason> Decide(CompiledPurpose purpose, string client, HandoffRequest handoff, bool deferralAllowed)
    {
        if (handoff.Named.IsEmpty)
        {
            return Create(purpose, deferralAllowed);
        }

        if (Handoff.IsAmbiguous(handoff))
        {
            return [Reason(ReasonCodes.ModeAmbiguous, Dimension.State)];
        }

        // Whether there is such a Mission is no business of another client.
        return handoff.Named is [{ Existing: { IsSameKey: false, State: MissionState.Proposed or MissionState.Pending } mission }] && mission.Envelope.Client == client
            ? [Reason(ReasonCodes.KeyMismatch, Dimension.Actor)]
            : [];
    }

    /// <summary>Why a person who is known before the sign-in may not be asked what a handoff would ask.</summary>
    /// <param name="purpose">The compiled entry of the context's kind.</param>
    /// <param name="facts">The facts, with the applied context and what the host remembers of the person's questions.</param>
    /// <param name="subject">The person.</param>
    /// <returns>Every reason; empty when the person may be asked, or need not be.</returns>
    /// <remarks>Decided with the strongest sign-in that there is: a weaker one asks no fewer questions.</remarks>
    public static ValueArray<Reason> Unasked(CompiledPurpose purpose, BootstrapFacts facts, string subject)
    {
        string strongest = purpose.Vocabulary.Levels is { IsEmpty: false } levels ? levels[^1].Name : string.Empty;
        BootstrapFacts signedIn = facts with { SignIn = new SignInFacts(subject, strongest, [], facts.Now, true), Answer = UserAnswer.None };
        return Bootstrap.Decide(purpose, signedIn) is BootstrapDecision.Refused refused && Prompting.Refused(refused.Reasons) ? refused.Reasons : [];
    }

    // Rules of the entry can only tighten its mode, so a review stays a review for every person.
    private static ValueArray<Reason> Create(CompiledPurpose purpose, bool deferralAllowed) =>
        purpose.Entry.Approval.Precreated ? [Reason(ReasonCodes.PrecreatedRequired, Dimension.State)]
        : purpose.Entry.Approval.Mode == ApprovalMode.Review && !deferralAllowed ? [Reason(ReasonCodes.DeferralRequired, Dimension.Approval)]
        : [];

    private static Reason Reason(string code, Dimension dimension) => new() { Code = code, Dimension = dimension };
}

using System.Diagnostics;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May this applied context become, approve or resume a Mission, and how?</summary>
/// <remarks>Source: article, "Handoff Modes", "Failure Semantics".</remarks>
public abstract record BootstrapDecision
{
    private BootstrapDecision()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="granted">Yes, with this envelope.</param>
    /// <param name="stepUp">The person has to sign in more strongly or more freshly first.</param>
    /// <param name="confirm">The person has to approve this envelope first.</param>
    /// <param name="review">Reviewers have to approve this envelope first.</param>
    /// <param name="refused">No.</param>
    public T Match<T>(
        Func<Granted, T> granted, Func<StepUp, T> stepUp, Func<Confirm, T> confirm, Func<Review, T> review, Func<Refused, T> refused) =>
        this switch
        {
            Granted value => granted(value),
            StepUp value => stepUp(value),
            Confirm value => confirm(value),
            Review value => review(value),
            Refused value => refused(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>Yes.</summary>
    /// <param name="Mode">Create, Approve or Resume.</param>
    /// <param name="Envelope">The envelope; for Resume the stored one, unchanged; for Approve the stored one, less what the author's rules
    /// take now.</param>
    /// <param name="Reasons">What happened: <c>created</c>, <c>approved</c>, <c>resumed</c> or <c>recreated</c>.</param>
    public sealed record Granted(HandoffMode Mode, MissionEnvelope Envelope, ValueArray<Reason> Reasons) : BootstrapDecision;

    /// <summary>Sign in again.</summary>
    /// <param name="Requirement">The combined requirement.</param>
    /// <param name="Reasons">Every rule that the sign-in does not meet.</param>
    public sealed record StepUp(StrengthRequirement Requirement, ValueArray<Reason> Reasons) : BootstrapDecision;

    /// <summary>Ask the person.</summary>
    /// <param name="Mode">Create or Approve.</param>
    /// <param name="Envelope">What is to be approved.</param>
    /// <param name="Reasons">The rule that asks for it, and <c>recreated</c> where a Mission cannot be resumed.</param>
    public sealed record Confirm(HandoffMode Mode, MissionEnvelope Envelope, ValueArray<Reason> Reasons) : BootstrapDecision
    {
        /// <summary>What the Mission may ask for later and does not get now; see <see cref="Catalog.GrantTime"/>.</summary>
        public ValueArray<EnvelopeGrant> Later { get; init; }
    }

    /// <summary>Ask reviewers.</summary>
    /// <param name="Envelope">What is to be approved.</param>
    /// <param name="Rule">How it is reviewed.</param>
    /// <param name="Provisional">The restricted envelope that may start before the decision, or null.</param>
    /// <param name="Reasons">The rule that asks for it.</param>
    public sealed record Review(
        MissionEnvelope Envelope, ReviewRule Rule, MissionEnvelope? Provisional, ValueArray<Reason> Reasons) : BootstrapDecision
    {
        /// <summary>What the Mission may ask for later and does not get now; see <see cref="Catalog.GrantTime"/>.</summary>
        public ValueArray<EnvelopeGrant> Later { get; init; }

        /// <summary>The decision when the same request waits for its reviewers already:
        /// it is not put before them, or before the person, twice.</summary>
        /// <remarks>What a host learns after the answer, so that the rules are not asked again.</remarks>
        public Refused WhenPending() => new(Reasons.Select(reason => reason with { Code = ReasonCodes.ReviewPending }).ToValueArray());
    }

    /// <summary>No Mission.</summary>
    /// <param name="Reasons">Every reason.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : BootstrapDecision;
}

using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>What can the client do about this crossing? The first that helps, in this order: wait for what was asked already; send a
/// request for
/// the same purpose; request another purpose; have the catalog changed.</summary>
/// <remarks>Each step but the last is shown by building the envelope that it leads to and asking that one. Only purposes that the
/// client may
/// request are named. Source: article, "What Open-World Agents Still Require", re-approval; "Consent Fatigue Is the Failure
/// Mode".</remarks>
public static class Continuing
{
    /// <summary>The next step for an action that the boundary found outside.</summary>
    /// <param name="facts">The facts; the crossings are those of the boundary's answer.</param>
    /// <param name="action">The action.</param>
    public static NextStep Decide(NextStepFacts facts, DiscoveredAction action) => Of(facts, Wanted.Of(action));

    /// <summary>The next step for a token that derivation found outside.</summary>
    /// <param name="facts">The facts; the crossings are those of derivation's answer.</param>
    /// <param name="request">The wish for a token.</param>
    public static NextStep Decide(NextStepFacts facts, DerivationRequest request) => Of(facts, Wanted.Of(request));

    private static NextStep Of(NextStepFacts facts, Wanted wanted)
    {
        string? other = facts.MayOtherSubjectSignIn && wanted.Subject != facts.Stored.Subject ? wanted.Subject : null;
        if (other is null && Awaited(facts, wanted) is { } pending)
        {
            return new NextStep.Wait(pending, facts.Crossings);
        }

        AppliedValues by = other is null ? facts.Stored : Other(facts.Stored, other);
        CompiledPurpose? purpose = facts.Catalog.Purpose(facts.Envelope.Envelope.Kind);
        (NextStep.Push? push, ValueArray<Reason> remaining) = purpose is null ? (null, facts.Crossings) : Pushed(purpose, by, other, wanted, facts);
        return push is not null ? push
            : Purposes(facts, by, wanted) is { IsEmpty: false } purposes ? new NextStep.OtherPurpose(purposes, other, remaining)
            : purpose is null ? new NextStep.ChangeCatalog(facts.Envelope.Envelope.Kind, null, [], remaining)
            : new NextStep.ChangeCatalog(
                purpose.Entry.Kind, purpose.Entry.Owner, [.. remaining.Select(reason => ChangeSearch.Of(purpose, reason, wanted, facts))], remaining);
    }

    // Where several would do, the one that is decided first, so that the order in which they are kept does not matter.
    private static PendingQuestion? Awaited(NextStepFacts facts, Wanted wanted) => facts.Pending
        .Where(pending => pending.Until > facts.Now && wanted.Remaining(pending.Envelope, facts.Now).IsEmpty)
        .OrderBy(pending => pending.Until)
        .ThenBy(pending => pending.Kind, StringComparer.Ordinal)
        .ThenBy(pending => pending.IsReview)
        .FirstOrDefault();

    // Whether the other person is of the tenant, and what is known of that person, is found at the sign-in.
    private static AppliedValues Other(AppliedValues stored, string subject) => stored with
    {
        Subject = subject, SubjectTenants = null, SubjectClaims = FrozenDictionary<string, FactValue>.Empty,
    };

    private static (NextStep.Push? Push, ValueArray<Reason> Remaining) Pushed(
        CompiledPurpose purpose, AppliedValues by, string? other, Wanted wanted, NextStepFacts facts)
    {
        bool isReplacement = other is null && purpose.Entry.Resume.Otherwise == ResumeFallback.Recreate;
        bool isDeferred = purpose.Entry.Approval.Mode == ApprovalMode.Review;
        ValueArray<Reason> unfit = isReplacement && (!isDeferred || facts.MayDefer) ? []
            : Pushing.Decide(purpose, by.Client, HandoffRequest.None, facts.MayDefer);
        return wanted.Propose(purpose, by, facts).Match<(NextStep.Push?, ValueArray<Reason>)>(
            approvable => unfit.IsEmpty ? (new NextStep.Push(approvable, other, isReplacement, isDeferred, facts.Crossings), []) : (null, unfit),
            outside => (null, outside.Remaining));
    }

    private static ValueArray<PurposeOffer> Purposes(NextStepFacts facts, AppliedValues by, Wanted wanted) =>
    [
        .. facts.Catalog.Purposes.Values
            .OrderBy(purpose => purpose.Entry.Kind, StringComparer.Ordinal)
            .Select(purpose => PurposeCover.Of(purpose, by, wanted, facts.MayDefer, facts.Now))
            .OfType<PurposeOffer>(),
    ];
}

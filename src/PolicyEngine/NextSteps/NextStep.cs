using System.Diagnostics;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>What a client can do about a crossing. Every crossing has exactly one next step.</summary>
/// <remarks>A step explains and proposes; it grants nothing. Source: article, "What Open-World Agents Still Require",
/// re-approval.</remarks>
public abstract record NextStep
{
    private NextStep(ValueArray<Reason> why) => Why = why;

    /// <summary>Why it is this step: what is crossed, or, where the Mission's own entry cannot grant it, what the entry would still
    /// refuse. Sorted.</summary>
    public ValueArray<Reason> Why { get; }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="push">A request can be sent as it is.</param>
    /// <param name="otherPurpose">Purposes that this client may request cover it.</param>
    /// <param name="wait">It was asked already.</param>
    /// <param name="changeCatalog">No approval can grant it.</param>
    public T Match<T>(Func<Push, T> push, Func<OtherPurpose, T> otherPurpose, Func<Wait, T> wait, Func<ChangeCatalog, T> changeCatalog) =>
        this switch
    {
        Push value => push(value),
        OtherPurpose value => otherPurpose(value),
        Wait value => wait(value),
        ChangeCatalog value => changeCatalog(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Send this request; once it is approved, what was asked is inside.</summary>
    /// <param name="Request">The values to ask for.</param>
    /// <param name="Subject">The person who has to sign in, where it is another one than the Mission's; null otherwise.</param>
    /// <param name="IsReplacement">Whether the request names the Mission, whose place the new one then takes.</param>
    /// <param name="IsDeferred">Whether reviewers decide, so that the request has to allow a deferred answer.</param>
    /// <param name="Crossings">What is crossed.</param>
    public sealed record Push(
        ReapprovalProposal.Approvable Request,
        string? Subject,
        bool IsReplacement,
        bool IsDeferred,
        ValueArray<Reason> Crossings) : NextStep(Crossings);

    /// <summary>Request one of these purposes: its entry covers what was asked.</summary>
    /// <param name="Purposes">The purposes, sorted by kind; never empty.</param>
    /// <param name="Subject">The person who has to sign in, where it is another one than the Mission's; null otherwise.</param>
    /// <param name="Remaining">What the Mission's own entry would still refuse.</param>
    public sealed record OtherPurpose(
        ValueArray<PurposeOffer> Purposes, string? Subject, ValueArray<Reason> Remaining) : NextStep(Remaining);

    /// <summary>Wait: what would cover it was asked already and is not decided.</summary>
    /// <param name="Pending">What is waiting.</param>
    /// <param name="Crossings">What is crossed.</param>
    public sealed record Wait(PendingQuestion Pending, ValueArray<Reason> Crossings) : NextStep(Crossings);

    /// <summary>No approval that this client can ask for grants it: something has to change first.</summary>
    /// <param name="Kind">The purpose kind of the Mission.</param>
    /// <param name="Owner">Who answers for the entry; null when the catalog has no entry of the kind any more.</param>
    /// <param name="Changes">What would have to change, one for each reason, in the same order.</param>
    /// <param name="Remaining">What the Mission's own entry would still refuse.</param>
    public sealed record ChangeCatalog(
        string Kind, string? Owner, ValueArray<NeededChange> Changes, ValueArray<Reason> Remaining) : NextStep(Remaining);
}

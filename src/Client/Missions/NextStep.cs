using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Client.Authorize;

namespace MissionPolicy.Client.Missions;

/// <summary>What the server says can be done about a crossing. It explains and proposes; it grants nothing.</summary>
/// <remarks>Source: article, "What Open-World Agents Still Require", re-approval.</remarks>
public abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="push">A request can be sent as it is.</param>
    /// <param name="otherPurpose">Another purpose covers it.</param>
    /// <param name="wait">It was asked already.</param>
    /// <param name="changeCatalog">No approval can grant it.</param>
    /// <param name="unknown">A step of a server that is newer than this library.</param>
    public T Match<T>(
        Func<Push, T> push, Func<OtherPurpose, T> otherPurpose, Func<Wait, T> wait, Func<ChangeCatalog, T> changeCatalog, Func<Unknown, T> unknown) => this switch
        {
            Push value => push(value),
            OtherPurpose value => otherPurpose(value),
            Wait value => wait(value),
            ChangeCatalog value => changeCatalog(value),
            Unknown value => unknown(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>Pass the request to <c>BeginAsync</c>; once it is approved, what was asked is inside.</summary>
    /// <param name="Request">The request; null where the server did not write one for this caller.</param>
    /// <param name="Subject">The person who has to sign in, where it is another one than the Mission's.</param>
    public sealed record Push(MissionRequest? Request, string? Subject) : NextStep;

    /// <summary>Ask for one of these purposes.</summary>
    /// <param name="Purposes">The purposes; empty where the server does not name them to this caller.</param>
    /// <param name="Subject">The person who has to sign in, where it is another one than the Mission's.</param>
    public sealed record OtherPurpose(ImmutableArray<PurposeOffer> Purposes, string? Subject) : NextStep;

    /// <summary>Wait for a decision; asking again makes no second question.</summary>
    /// <param name="IsReview">Whether reviewers decide; otherwise a person does.</param>
    /// <param name="Kind">The purpose kind that waits; null where the server does not say.</param>
    /// <param name="Until">Until when it waits; null where the server does not say.</param>
    public sealed record Wait(bool IsReview, string? Kind, DateTimeOffset? Until) : NextStep;

    /// <summary>Tell the owner: something has to change before anybody can approve it.</summary>
    /// <param name="Kind">The purpose kind of the Mission; null where the server does not say.</param>
    /// <param name="Owner">Who answers for its catalog entry; null where the server does not say.</param>
    /// <param name="Changes">What would have to change.</param>
    public sealed record ChangeCatalog(string? Kind, string? Owner, ImmutableArray<NeededChange> Changes) : NextStep;

    /// <summary>A step that this library does not know. Stop and report it.</summary>
    /// <param name="Step">Its word.</param>
    public sealed record Unknown(string Step) : NextStep;
}

using System.Diagnostics;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Review;

/// <summary>What somebody's look at, or answer to, a proposal came to.</summary>
internal abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="known">The proposal is for this person's eyes, and this is what the engine says.</param>
    /// <param name="unknown">There is none, or none for this person's eyes.</param>
    public T Match<T>(Func<Known, T> known, Func<Unknown, T> unknown) => this switch
    {
        Known value => known(value),
        Unknown value => unknown(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>A proposal.</summary>
    /// <param name="Case">The review as it is now.</param>
    /// <param name="Decision">What the engine says.</param>
    public sealed record Known(ReviewCase Case, ReviewDecision Decision) : ReviewOutcome;

    /// <summary>Nothing.</summary>
    public sealed record Unknown : ReviewOutcome;
}

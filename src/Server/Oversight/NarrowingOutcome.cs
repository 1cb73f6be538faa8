using System.Diagnostics;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Oversight;

/// <summary>What narrowing a live Mission came to.</summary>
internal abstract record NarrowingOutcome
{
    private NarrowingOutcome()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="done">The Mission is as narrow as was asked.</param>
    /// <param name="refused">It would widen, names what is not there, or leaves nothing.</param>
    /// <param name="conflict">The Mission is not in a state to be narrowed.</param>
    public T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<Conflict, T> conflict) => this switch
    {
        Done value => done(value),
        Refused value => refused(value),
        Conflict value => conflict(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Done.</summary>
    /// <param name="Mission">The Mission after.</param>
    public sealed record Done(Mission Mission) : NarrowingOutcome;

    /// <summary>Refused.</summary>
    /// <param name="Detail">Why, in words.</param>
    public sealed record Refused(string Detail) : NarrowingOutcome;

    /// <summary>Conflict.</summary>
    /// <param name="Detail">Why, in words.</param>
    public sealed record Conflict(string Detail) : NarrowingOutcome;
}

using System.Diagnostics;

namespace MissionPolicy.Server.Missions;

/// <summary>What a lifecycle operation came to.</summary>
internal abstract record MissionChange
{
    private MissionChange()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="done">The Mission is in that state now, or was already.</param>
    /// <param name="conflict">It cannot go there from where it is.</param>
    /// <param name="unknown">There is none, or none that the caller may know.</param>
    public T Match<T>(Func<Done, T> done, Func<Conflict, T> conflict, Func<Unknown, T> unknown) => this switch
    {
        Done value => done(value),
        Conflict value => conflict(value),
        Unknown value => unknown(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Done.</summary>
    /// <param name="Mission">The Mission after.</param>
    public sealed record Done(Mission Mission) : MissionChange;

    /// <summary>Conflict.</summary>
    /// <param name="Mission">The Mission as it is.</param>
    public sealed record Conflict(Mission Mission) : MissionChange;

    /// <summary>Unknown.</summary>
    public sealed record Unknown : MissionChange;
}

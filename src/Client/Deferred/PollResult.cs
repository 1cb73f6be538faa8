using System.Diagnostics;
using MissionPolicy.Client.Authorize;

namespace MissionPolicy.Client.Deferred;

/// <summary>What one poll gave.</summary>
public abstract record PollResult
{
    private PollResult()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="undecided">Ask again.</param>
    /// <param name="decided">It is over.</param>
    public T Match<T>(Func<Undecided, T> undecided, Func<Decided, T> decided) => this switch
    {
        Undecided value => undecided(value),
        Decided value => decided(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Not decided: keep the new state in place of the old one.</summary>
    /// <param name="Authorization">The new state, with the time of the next poll.</param>
    /// <param name="Standing">Where the process stands, in the server's words.</param>
    public sealed record Undecided(DeferredAuthorization Authorization, string? Standing) : PollResult;

    /// <summary>Over.</summary>
    /// <param name="Completion">How it ended.</param>
    public sealed record Decided(Completion Completion) : PollResult;
}

using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Client.Context;

namespace MissionPolicy.Client.Hints;

/// <summary>What validating a hint gave.</summary>
public abstract record HintResult
{
    private HintResult()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="accepted">A context of the client's own.</param>
    /// <param name="refused">Nothing of the hint may be used.</param>
    public T Match<T>(Func<Accepted, T> accepted, Func<Refused, T> refused) => this switch
    {
        Accepted value => accepted(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>A context built anew from what was accepted. It is the client's own request: add <c>display</c> and the rest as usual.</summary>
    /// <param name="Context">The context.</param>
    /// <param name="Dropped">What was left out, e.g. <c>purpose.actor</c>.</param>
    public sealed record Accepted(ClientContext Context, ImmutableArray<string> Dropped) : HintResult;

    /// <summary>Ignore the hint, or tell the initiator.</summary>
    /// <param name="Check">The check that failed.</param>
    /// <param name="Path">Where.</param>
    public sealed record Refused(HintCheck Check, string Path) : HintResult;
}

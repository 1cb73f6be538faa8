using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>What a request about a stream came to.</summary>
internal abstract record StreamChange
{
    private StreamChange()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="done">The stream is so now.</param>
    /// <param name="taken">The receiver has a stream already.</param>
    /// <param name="unknown">The receiver has no such stream.</param>
    /// <param name="invalid">Members cannot be used.</param>
    public T Match<T>(Func<Done, T> done, Func<Taken, T> taken, Func<Unknown, T> unknown, Func<Invalid, T> invalid) => this switch
    {
        Done value => done(value),
        Taken value => taken(value),
        Unknown value => unknown(value),
        Invalid value => invalid(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Done.</summary>
    /// <param name="Stream">The stream as it is now.</param>
    public sealed record Done(SignalStream Stream) : StreamChange;

    /// <summary>Taken.</summary>
    public sealed record Taken : StreamChange;

    /// <summary>Unknown.</summary>
    public sealed record Unknown : StreamChange;

    /// <summary>Invalid.</summary>
    /// <param name="Errors">What cannot be used.</param>
    public sealed record Invalid(ImmutableArray<MemberError> Errors) : StreamChange;
}

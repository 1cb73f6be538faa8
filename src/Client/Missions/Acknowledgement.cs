using System.Diagnostics;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>What a request that has no content in its answer gave: cancel, revoke, complete, abandon.</summary>
public abstract record Acknowledgement
{
    private Acknowledgement()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="done">Done.</param>
    /// <param name="refused">An error was answered.</param>
    /// <param name="notOffered">The server has no such endpoint.</param>
    /// <param name="unusable">The answer cannot be used.</param>
    public T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<NotOffered, T> notOffered, Func<Unusable, T> unusable) => this switch
    {
        Done value => done(value),
        Refused value => refused(value),
        NotOffered value => notOffered(value),
        Unusable value => unusable(value),
        _ => throw new UnreachableException(),
    };

    internal static Acknowledgement Of(WireAnswer answer) => answer.IsSuccess
        ? new Done()
        : OAuthError.Of(answer) is { } error ? new Refused(error) : new Unusable(answer.Fault ?? $"status {(int)answer.Status}");

    /// <summary>Done.</summary>
    public sealed record Done : Acknowledgement;

    /// <summary>Refused.</summary>
    /// <param name="Error">The error.</param>
    public sealed record Refused(OAuthError Error) : Acknowledgement;

    /// <summary>The server's metadata names no endpoint for this.</summary>
    public sealed record NotOffered : Acknowledgement;

    /// <summary>An answer outside the specification.</summary>
    /// <param name="Detail">What is wrong.</param>
    public sealed record Unusable(string Detail) : Acknowledgement;
}

using System.Collections.Immutable;
using System.Diagnostics;

namespace MissionPolicy.Client.Context;

/// <summary>Did the server apply the context that was asked for, with a strong enough sign-in? Only <see cref="Verified"/> lets a Mission be used.</summary>
/// <remarks>Source: Client Context draft, client verification; article, handoff preconditions.</remarks>
public abstract record ContextVerdict
{
    private ContextVerdict()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="verified">Applied as asked.</param>
    /// <param name="missing">Types are absent.</param>
    /// <param name="modified">Values differ.</param>
    /// <param name="notConfirmed">There is no applied context.</param>
    /// <param name="assuranceTooLow">The sign-in was too weak or too old.</param>
    public T Match<T>(
        Func<Verified, T> verified,
        Func<Missing, T> missing,
        Func<Modified, T> modified,
        Func<NotConfirmed, T> notConfirmed,
        Func<AssuranceTooLow, T> assuranceTooLow) => this switch
        {
            Verified value => verified(value),
            Missing value => missing(value),
            Modified value => modified(value),
            NotConfirmed value => notConfirmed(value),
            AssuranceTooLow value => assuranceTooLow(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>Applied as asked.</summary>
    public sealed record Verified : ContextVerdict;

    /// <summary>Asked for and not applied.</summary>
    /// <param name="Types">The types, in the order of the request.</param>
    public sealed record Missing(ImmutableArray<string> Types) : ContextVerdict;

    /// <summary>Applied with other values.</summary>
    /// <param name="Paths">Every differing place, e.g. <c>purpose.params.window.to</c>.</param>
    public sealed record Modified(ImmutableArray<string> Paths) : ContextVerdict;

    /// <summary>The ID Token has no applied context: nothing was confirmed. Never fall back to what was sent.</summary>
    public sealed record NotConfirmed : ContextVerdict;

    /// <summary>The sign-in does not reach what the operation needs.</summary>
    /// <param name="Acr">The strength that was reached.</param>
    /// <param name="AuthTime">The time of the sign-in.</param>
    public sealed record AssuranceTooLow(string? Acr, DateTimeOffset? AuthTime) : ContextVerdict;
}

using System.Diagnostics;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>What pushing a request gave.</summary>
public abstract record BeginResult
{
    private BeginResult()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="ready">Send the person.</param>
    /// <param name="refused">The server refused.</param>
    /// <param name="notOffered">The server does not offer what the request needs; nothing was sent.</param>
    /// <param name="unusable">The answer cannot be used.</param>
    public T Match<T>(Func<Ready, T> ready, Func<Refused, T> refused, Func<NotOffered, T> notOffered, Func<Unusable, T> unusable) => this switch
    {
        Ready value => ready(value),
        Refused value => refused(value),
        NotOffered value => notOffered(value),
        Unusable value => unusable(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Keep <c>Pending</c>, then send the person to its address.</summary>
    /// <param name="Pending">What to keep.</param>
    public sealed record Ready(PendingAuthorization Pending) : BeginResult;

    /// <summary>Refused, e.g. <c>invalid_client_context_value</c>.</summary>
    /// <param name="Error">The error.</param>
    public sealed record Refused(OAuthError Error) : BeginResult;

    /// <summary>The server's metadata does not list what the request needs.</summary>
    /// <param name="What">The metadata member.</param>
    public sealed record NotOffered(string What) : BeginResult;

    /// <summary>An answer outside the specification.</summary>
    /// <param name="Detail">What is wrong.</param>
    public sealed record Unusable(string Detail) : BeginResult;
}

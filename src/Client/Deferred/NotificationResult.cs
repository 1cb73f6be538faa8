using System.Diagnostics;

namespace MissionPolicy.Client.Deferred;

/// <summary>What checking a notification gave.</summary>
public abstract record NotificationResult
{
    private NotificationResult(int status) => Status = status;

    /// <summary>The HTTP status to answer.</summary>
    public int Status { get; }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="accepted">Poll now.</param>
    /// <param name="unauthorized">The token does not fit.</param>
    /// <param name="malformed">It is no notification.</param>
    public T Match<T>(Func<Accepted, T> accepted, Func<Unauthorized, T> unauthorized, Func<Malformed, T> malformed) => this switch
    {
        Accepted value => accepted(value),
        Unauthorized value => unauthorized(value),
        Malformed value => malformed(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Poll now; 204.</summary>
    /// <param name="Authorization">The record.</param>
    public sealed record Accepted(DeferredAuthorization Authorization) : NotificationResult(204);

    /// <summary>The process is not known or the token is not its own; 401.</summary>
    public sealed record Unauthorized() : NotificationResult(401);

    /// <summary>Not JSON, too large, or no <c>deferred_auth_id</c>; 400.</summary>
    public sealed record Malformed() : NotificationResult(400);
}

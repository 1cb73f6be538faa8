using System.Collections.Immutable;

namespace MissionPolicy.Server.SignIn.Sessions;

/// <summary>A session as it rests in the store.</summary>
internal sealed record SessionRow
{
    /// <summary>The hash of the cookie's value.</summary>
    public required string Key { get; init; }

    public required string SessionId { get; init; }

    public required string Subject { get; init; }

    public required string Acr { get; init; }

    public required ImmutableArray<string> Amr { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The security stamp of the account when the session was written.</summary>
    public required string SecurityStamp { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

using System.Collections.Immutable;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Missions;

/// <summary>An access token for one resource server, bound to the Mission's key.</summary>
public sealed record MissionToken
{
    /// <summary>The resource server.</summary>
    public required string Resource { get; init; }

    /// <summary>The token.</summary>
    public required SecretText AccessToken { get; init; }

    /// <summary>Its end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The granted scopes, when told.</summary>
    public string? Scope { get; init; }

    /// <summary>What was granted.</summary>
    public ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; } = [];

    internal static MissionToken Of(string resource, TokenAnswer answer) => new()
    {
        Resource = resource,
        AccessToken = answer.AccessToken,
        ExpiresAt = answer.ExpiresAt,
        Scope = answer.Scope,
        AuthorizationDetails = answer.AuthorizationDetails,
    };
}

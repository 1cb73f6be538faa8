using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Tokens;

/// <summary>What an ID Token says.</summary>
/// <remarks>Source: OpenID Connect Core §2; client-context digest §6.</remarks>
internal sealed record IdTokenClaims
{
    public required string TokenId { get; init; }

    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public string? Nonce { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required SignInRecord SignIn { get; init; }

    /// <summary>The applied context as JSON, or null when the request had none.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The access token that comes with it, for <c>at_hash</c>, or null.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Whether a decision is still open (DTR 1.0).</summary>
    public bool IsInterim { get; init; }
}

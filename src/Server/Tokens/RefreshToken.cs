using System.Collections.Immutable;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Tokens;

/// <summary>A refresh token at rest: bound to client, key and Mission; a replaced one is kept so that a second use is noticed.</summary>
/// <remarks>Source: RFC 6749 §6; RFC 9700 §4.14.2; derivation digest §10.</remarks>
internal sealed record RefreshToken
{
    public required string TokenHash { get; init; }

    public required string FamilyId { get; init; }

    public required string ClientId { get; init; }

    public required string KeyThumbprint { get; init; }

    public string? MissionId { get; init; }

    public required string Subject { get; init; }

    public required SignInRecord SignIn { get; init; }

    public ImmutableArray<string> Scopes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The <c>client_context</c> claim, protected; an ID Token that a refresh gives repeats it.</summary>
    public string? Claim { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was rotated away.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }
}

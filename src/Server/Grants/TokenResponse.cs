namespace MissionPolicy.Server.Grants;

/// <summary>A successful answer of the token endpoint.</summary>
/// <remarks>Source: RFC 6749 §5.1; RFC 8693 §2.2.1; RFC 9396 §7; derivation digest §3.</remarks>
internal sealed record TokenResponse
{
    public required string AccessToken { get; init; }

    /// <summary><c>DPoP</c>, or <c>N_A</c> where the token is no access token.</summary>
    public required string TokenType { get; init; }

    /// <summary>In seconds.</summary>
    public required long ExpiresIn { get; init; }

    public string? IssuedTokenType { get; init; }

    public string? IdToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? Scope { get; init; }

    /// <summary>The granted details as a JSON array, or null.</summary>
    public string? AuthorizationDetails { get; init; }

    public string? MissionRef { get; init; }

    /// <summary>The same handle under the name of the later drafts, or null.</summary>
    public string? MissionId { get; init; }

    public DateTimeOffset? MissionExpiresAt { get; init; }

    /// <summary>Whether the Mission is provisional; told only when it is.</summary>
    public bool MissionProvisional { get; init; }
}

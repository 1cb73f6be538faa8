namespace MissionPolicy.Server.Tokens;

/// <summary>The durable record of something issued; written before the answer leaves.</summary>
/// <remarks>Source: derivation digest §1, §9; issue of a derivation record.</remarks>
internal sealed record IssuedToken
{
    /// <summary>The <c>jti</c>.</summary>
    public required string TokenId { get; init; }

    public required TokenKind Kind { get; init; }

    public required string FamilyId { get; init; }

    public string? MissionId { get; init; }

    /// <summary>The version of the Mission that it was derived in; null where it carries none of the Mission's authority.</summary>
    public int? MissionVersion { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Whom it acts for.</summary>
    public required string Subject { get; init; }

    /// <summary>The one audience.</summary>
    public required string Audience { get; init; }

    public required string KeyThumbprint { get; init; }

    /// <summary>The token that it was exchanged from, or null.</summary>
    public string? Parent { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Its place among the status lists, or null when it names none.</summary>
    public long? StatusNumber { get; init; }
}

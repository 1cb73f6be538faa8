namespace MissionPolicy.Server.Tokens;

/// <summary>Everything that came from one approval: ending the family ends every token of it, with one write.</summary>
/// <remarks>Source: RFC 6749 §4.1.2 (code reuse), RFC 9700 §4.14.2 (refresh reuse).</remarks>
internal sealed record GrantFamily
{
    public required string FamilyId { get; init; }

    public required string ClientId { get; init; }

    public required string Subject { get; init; }

    public string? MissionId { get; init; }

    /// <summary>Whether it holds what was issued before the decision: worth the restricted envelope, and nothing to exchange once the Mission is whole.</summary>
    public bool IsInterim { get; init; }

    /// <summary>The family of what the same request was issued before its decision, which ends with this one; or null.</summary>
    public string? InterimFamilyId { get; init; }

    /// <summary>The digest of the <c>client_context</c> claim that the first ID Token carried, or null without one: a later one carries the same.</summary>
    public string? ClaimDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Nothing of it lives longer.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndReason { get; init; }
}

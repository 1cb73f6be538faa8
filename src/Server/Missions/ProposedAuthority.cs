namespace MissionPolicy.Server.Missions;

/// <summary>What a provisional Mission becomes when reviewers approve: its full envelope and context, at rest.</summary>
/// <param name="Envelope">The envelope, protected.</param>
/// <param name="EnvelopeDigest">Its digest.</param>
/// <param name="Applied">The <see cref="AppliedRecord"/>, protected.</param>
/// <param name="AppliedDigest">The digest of the <c>client_context</c> claim.</param>
/// <param name="EndsAt">The end of the envelope.</param>
internal sealed record ProposedAuthority(
    string Envelope, string EnvelopeDigest, string Applied, string AppliedDigest, DateTimeOffset EndsAt)
{
    /// <summary>The integrity anchor of the envelope.</summary>
    public string? AuthorityHash { get; init; }

    /// <summary>What a Mission that is not provisional holds.</summary>
    public static ProposedAuthority Of(Mission mission) =>
        new(mission.Envelope, mission.EnvelopeDigest, mission.Applied, mission.AppliedDigest, mission.EndsAt) { AuthorityHash = mission.AuthorityHash };

    /// <summary>The Mission with this as its own.</summary>
    public Mission In(Mission mission) => mission with
    {
        Envelope = Envelope,
        EnvelopeDigest = EnvelopeDigest,
        AuthorityHash = AuthorityHash,
        Applied = Applied,
        AppliedDigest = AppliedDigest,
        EndsAt = EndsAt,
        // The entry was asked about the restricted beginning; it is asked about the whole anew.
        Ceiling = null,
        IsProvisional = false,
        Proposed = null,
    };
}

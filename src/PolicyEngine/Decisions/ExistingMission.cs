using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Decisions;

/// <summary>A stored Mission, as far as a handoff needs it.</summary>
/// <param name="State">Its effective state.</param>
/// <param name="Envelope">Its envelope.</param>
/// <param name="AttestedAt">When a sign-in last attested it.</param>
/// <param name="IsSameKey">Whether the request is bound to the key of the Mission; another
/// key may take its place with a new Mission, never resume or approve it.</param>
public sealed record ExistingMission(MissionState State, MissionEnvelope Envelope, DateTimeOffset AttestedAt, bool IsSameKey = true)
{
    /// <summary>The end that the Mission's own request asked for, or null; the Mission may have got less.</summary>
    public DateTimeOffset? AskedEnd { get; init; }

    /// <summary>Whether reviewers still decide on it; it can then not be resumed.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>Whether nothing but a change of its entry suspends it; an approval
    /// under the entry as it is now can then take its place.</summary>
    public bool IsStoppedByCatalog { get; init; }
}

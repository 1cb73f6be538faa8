using System.Collections.Immutable;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>A Mission at rest: the durable authority object. Every change is a new value, written in one transaction.</summary>
/// <remarks>Source: article, "What Mission-Bound OAuth Now Defines"; handoff digest §1, §10.</remarks>
internal sealed record Mission
{
    /// <summary>The internal key, <c>m_…</c>; never leaves the server.</summary>
    public required string MissionId { get; init; }

    /// <summary>The projected handle, <c>mr_…</c>; selects, never authorises, is never used again.</summary>
    public required string MissionRef { get; init; }

    /// <summary>The stored state; see <see cref="MissionClock"/> for the effective one.</summary>
    public required MissionState State { get; init; }

    /// <summary>0 until the first activation, which is 1; one more with every committed change from then on.</summary>
    public int Version { get; init; }

    /// <summary>The version in which it was last narrowed, or 0; authority that was
    /// derived in an earlier one may lie outside and is not honoured.</summary>
    public int NarrowedIn { get; init; }

    /// <summary>Whether the envelope is the restricted one until a decision.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>What reviewers decide on while the Mission is provisional; null otherwise.</summary>
    public ProposedAuthority? Proposed { get; init; }

    public required string Kind { get; init; }

    /// <summary>The digest of the entry that it was compiled from.</summary>
    public required string EntryDigest { get; init; }

    /// <summary>The digest of the catalog that decided.</summary>
    public required string CatalogDigest { get; init; }

    /// <summary>What the entry leaves of it since it changed; null while it is the one that the Mission was compiled from.</summary>
    public MissionCeiling? Ceiling { get; init; }

    public required string Client { get; init; }

    public required string Subject { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The thumbprint of the key that it is bound to; null until it is active.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The verified actor, or null.</summary>
    public VerifiedActor? Actor { get; init; }

    /// <summary>The envelope as canonical JSON, protected.</summary>
    public required string Envelope { get; init; }

    /// <summary>The digest of the envelope's canonical JSON.</summary>
    public required string EnvelopeDigest { get; init; }

    /// <summary>The integrity anchor of what it may do, over the envelope that it holds
    /// now; null for one of a release that kept none.</summary>
    public string? AuthorityHash { get; init; }

    /// <summary>The integrity anchor of what it is for, as it was asked for; null for one of a release that kept none.</summary>
    public string? IntentHash { get; init; }

    /// <summary>The <see cref="AppliedRecord"/> as JSON, protected.</summary>
    public required string Applied { get; init; }

    /// <summary>The digest of the <c>client_context</c> claim that the ID Token has to carry.</summary>
    public required string AppliedDigest { get; init; }

    /// <summary>The subject's sign-in that it rests on, of the bootstrap or of the last
    /// Resume; <see cref="SignInRecord.None"/> where another person approved.</summary>
    public required SignInRecord SignIn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a person, a rule or reviewers decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When a sign-in last attested it.</summary>
    public required DateTimeOffset AttestedAt { get; init; }

    /// <summary>The last derivation.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>How long it may rest without a derivation.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>The end of the envelope.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Until when a Mission that is not active yet waits to be decided or redeemed.</summary>
    public required DateTimeOffset WaitsUntil { get; init; }

    /// <summary>Why the state is what it is, for example <c>superseded</c> or <c>user_revoked</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The Mission whose place this one takes, by its internal key.</summary>
    public string? Predecessor { get; init; }

    /// <summary>The Mission that took its place, by its handle.</summary>
    public string? Successor { get; init; }

    /// <summary>The people who approved, in order.</summary>
    public ImmutableArray<string> Approvers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The approvals with the sign-ins that they rest on, in order; empty for a Mission of a release that kept none.</summary>
    public ImmutableArray<ApprovalRecord> Approvals { get => field.IsDefault ? [] : field; init; } = [];
}

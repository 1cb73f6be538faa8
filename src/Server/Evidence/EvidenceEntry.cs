using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Evidence;

/// <summary>One record of the evidence log. It holds no personal data: who and what was
/// shown are in the <see cref="PersonalEvidence"/> beside it.</summary>
/// <remarks>Source: handoff digest §11; article, approval evidence.</remarks>
internal sealed record EvidenceEntry
{
    public required string EventId { get; init; }

    /// <summary>The internal key of the Mission, for the index. Not in the log: it never leaves the server.</summary>
    [JsonIgnore]
    public string? MissionId { get; init; }

    public string? MissionRef { get; init; }

    public int? MissionVersion { get; init; }

    public string? Client { get; init; }

    public string? PurposeKind { get; init; }

    /// <summary>Create, approve or resume.</summary>
    public string? Mode { get; init; }

    /// <summary>By which protocol a request was deferred: <c>openid</c> or <c>ietf</c>.</summary>
    public string? Face { get; init; }

    public string? PriorState { get; init; }

    public string? State { get; init; }

    /// <summary>Why, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>Every reason code of the decision, in its order.</summary>
    public ImmutableArray<string> Codes { get => field.IsDefault ? [] : field; init; } = [];

    public string? Acr { get; init; }

    public ImmutableArray<string> Amr { get => field.IsDefault ? [] : field; init; } = [];

    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>The verified actor.</summary>
    public string? Actor { get; init; }

    public string? CatalogDigest { get; init; }

    /// <summary>The engine that asked the rules (<c>both</c>, <c>nrules</c>, <c>compiled</c>); null where no rule was asked.</summary>
    public string? Engine { get; init; }

    public string? EntryDigest { get; init; }

    public string? EnvelopeDigest { get; init; }

    /// <summary>The integrity anchor of what the Mission may do.</summary>
    public string? AuthorityHash { get; init; }

    /// <summary>The integrity anchor of what the Mission is for.</summary>
    public string? IntentHash { get; init; }

    /// <summary>What was issued.</summary>
    public string? TokenId { get; init; }

    public string? Audience { get; init; }

    /// <summary>What it was issued for, as a coarse view: <c>class.operation</c>.</summary>
    public ImmutableArray<string> Scopes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The digest of the granted details (RFC 8785).</summary>
    public string? DetailsDigest { get; init; }

    /// <summary>How many personal parts were erased.</summary>
    public int? Erased { get; init; }

    /// <summary>The digest of the personal part, which can be erased without breaking the log.</summary>
    public string? PersonalDigest { get; init; }
}

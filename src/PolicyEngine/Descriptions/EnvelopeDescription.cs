using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>An envelope in words: what an approval page shows and what the evidence keeps as shown.</summary>
/// <remarks>Made of the envelope, the entry and the vocabulary only; nothing of it is a client's words but the values of params. The same
/// envelope gives the same words on every machine. Source: article, "What Open-World Agents Still Require"; handoff digest §11.</remarks>
public sealed record EnvelopeDescription
{
    /// <summary>The entry's title, or the purpose kind when there is no entry.</summary>
    public required string Title { get; init; }

    /// <summary>The entry's summary, or null when there is no entry.</summary>
    public string? Summary { get; init; }

    /// <summary>The subject acted for.</summary>
    public required string Subject { get; init; }

    /// <summary>The tenant acted in.</summary>
    public required string Tenant { get; init; }

    /// <summary>The client that acts.</summary>
    public required string Client { get; init; }

    /// <summary>The governing params, member by member, in the order of their names.</summary>
    public ValueArray<ParamDescription> Params { get; init; }

    /// <summary>What may be done, in the order of the envelope.</summary>
    public ValueArray<GrantDescription> Grants { get; init; }

    /// <summary>What may be asked for later and is not part of it; only the operations that are not.</summary>
    public ValueArray<GrantDescription> Later { get; init; }

    /// <summary>What may never be done, one sentence a prohibition.</summary>
    public ValueArray<string> Never { get; init; }

    /// <summary>Until when, for example <c>until 2026-12-01 17:00 UTC (8 hours)</c>.</summary>
    public required string Until { get; init; }

    /// <summary>How long it may rest, for example <c>ends after 1 hour without use</c>; null for no such limit.</summary>
    public string? Idle { get; init; }

    /// <summary>Which other authorization servers get what.</summary>
    public ValueArray<AudienceDescription> Audiences { get; init; }

    /// <summary>The rows of the article's boundary table, in its order, as they apply here.</summary>
    public ValueArray<BoundaryRow> Boundary { get; init; }

    /// <summary>Describes an envelope.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="entry">The entry that it was compiled from, or null when it is gone.</param>
    /// <param name="vocabulary">The vocabulary that titles classes, operations and
    /// attributes; what it does not know keeps its name.</param>
    /// <param name="later">What may be asked for later, as the decision says it.</param>
    public static EnvelopeDescription Of(
        MissionEnvelope envelope, CatalogEntry? entry, CatalogVocabulary vocabulary, ValueArray<EnvelopeGrant> later = default) => new()
    {
        Title = entry?.Title ?? envelope.Kind,
        Summary = entry?.Summary,
        Subject = PlainWords.Text(envelope.Subject),
        Tenant = PlainWords.Text(envelope.Tenant),
        Client = PlainWords.Text(envelope.Client),
        Params = ParamWords.Of(envelope.GoverningParams, entry?.Params.SchemaJson),
        Grants = envelope.Grants.Select(grant => EnvelopeWords.Grant(grant, vocabulary)).ToValueArray(),
        Later = later.Select(grant => EnvelopeWords.Grant(grant, vocabulary)).ToValueArray(),
        Never = envelope.Never.Select(rule => EnvelopeWords.Never(rule, vocabulary)).ToValueArray(),
        Until = $"until {PlainWords.Instant(envelope.Lifetime.End)} ({PlainWords.Duration(envelope.Lifetime.End - envelope.Lifetime.Start)})",
        Idle = envelope.Idle is { } idle ? $"ends after {PlainWords.Duration(idle)} without use" : null,
        Audiences = envelope.Audiences.Select(audience => EnvelopeWords.Audience(envelope, audience, vocabulary)).ToValueArray(),
        Boundary = BoundaryWords.Of(envelope, vocabulary),
    };
}

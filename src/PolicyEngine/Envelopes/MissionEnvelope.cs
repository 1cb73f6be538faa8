using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The compiled Mission Authority Model: everything that bounds one Mission, with every param already bound to its value.</summary>
/// <remarks>Self-contained: it can be judged years later without the catalog that it was compiled from. It holds no display text,
/// no advisory actor and nothing of the request. Source: article, "Mapping Applied Context Into Mission Inputs".</remarks>
public sealed record MissionEnvelope
{
    /// <summary>The purpose class.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the entry.</summary>
    public required int EntryVersion { get; init; }

    /// <summary>The digest of the entry (<c>sha-256:…</c>).</summary>
    public required string EntryDigest { get; init; }

    /// <summary>The client that the Mission belongs to.</summary>
    public required string Client { get; init; }

    /// <summary>The application of the applied context, or null.</summary>
    public string? Application { get; init; }

    /// <summary>The authenticated subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The verified actor's identifier, or null when none was verified.</summary>
    public string? Actor { get; init; }

    /// <summary>The governing params as canonical JSON (RFC 8785); an object.</summary>
    public required string GoverningParams { get; init; }

    /// <summary>What may be done; sorted by resource, server, operations.</summary>
    public required ValueArray<EnvelopeGrant> Grants { get; init; }

    /// <summary>What may never be done; sorted.</summary>
    public ValueArray<EnvelopeProhibition> Never { get; init; }

    /// <summary>From when to when; the end is not part of it.</summary>
    public required Lifetime Lifetime { get; init; }

    /// <summary>How long the Mission may rest without a derivation, or null for no such limit.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>How many derivations away from the home AS, from 0.</summary>
    public required int PropagationDepth { get; init; }

    /// <summary>The downstream authorization servers; sorted by issuer.</summary>
    public ValueArray<EnvelopeAudience> Audiences { get; init; }

    /// <summary>What a grant lets do: its operations less those that are never allowed.</summary>
    /// <param name="grant">A grant of this envelope.</param>
    public ValueArray<string> Held(EnvelopeGrant grant) => grant.Operations
        .Where(operation => !Never.Any(rule => rule.Resource == grant.Resource && rule.Operations.Contains(operation)))
        .ToSortedSet();
}

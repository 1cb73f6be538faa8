using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Keeps one copy of what Missions of one purpose have in common: words of the catalog, lists of operations, audiences.</summary>
/// <remarks>An envelope that was read from a store has copies of its own; with thousands of kept Missions they are most of the memory.</remarks>
internal sealed class EnvelopeWords
{
    private const int Most = 16_384;

    private readonly RecentlyUsed<object, object> known = new(Most, EqualityComparer<object>.Default);

    /// <summary>The same envelope with common parts shared; values of the Mission itself stay its own.</summary>
    /// <param name="envelope">The envelope.</param>
    public MissionEnvelope Share(MissionEnvelope envelope) => envelope with
    {
        Kind = One(envelope.Kind),
        EntryDigest = One(envelope.EntryDigest),
        Client = One(envelope.Client),
        Application = envelope.Application is { } application ? One(application) : null,
        Tenant = One(envelope.Tenant),
        Actor = envelope.Actor is { } actor ? One(actor) : null,
        Grants = envelope.Grants.Select(Share).ToValueArray(),
        Never = One(envelope.Never),
        Audiences = One(envelope.Audiences),
    };

    private EnvelopeGrant Share(EnvelopeGrant grant) => grant with
    {
        RuleId = One(grant.RuleId),
        Resource = One(grant.Resource),
        At = One(grant.At),
        Operations = One(grant.Operations),
        Stronger = One(grant.Stronger),
        Where = grant.Where.Select(bound => bound with { Name = One(bound.Name), Position = Share(bound.Position) }).ToValueArray(),
        BoundBy = grant.BoundBy is { } sources ? One(sources) : null,
        Position = Share(grant.Position),
    };

    private SourcePosition Share(SourcePosition position) => position with { File = One(position.File), Path = One(position.Path) };

    private T One<T>(T value)
        where T : notnull => (T)known.Get(value, static made => made);
}

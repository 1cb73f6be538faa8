using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What may cross to this audience?</summary>
/// <remarks>Source: article, "Projection Minimization Rules": what the audience needs to mint one bounded token, and nothing more.</remarks>
public static class Projection
{
    /// <summary>Answers the question.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="compiled">The envelope.</param>
    /// <param name="request">The wish.</param>
    public static ProjectionDecision Decide(CatalogVocabulary vocabulary, CompiledEnvelope compiled, ProjectionRequest request)
    {
        MissionEnvelope envelope = compiled.Envelope;
        EnvelopeAudience? audience = envelope.Audiences.FirstOrDefault(candidate => candidate.As == request.Audience);
        ImmutableArray<EnvelopeGrant> slice = audience is null ? [] : [.. Slice(envelope, audience, request)];
        ImmutableArray<IFacts> asked = [.. Questions(vocabulary, request)];
        ImmutableArray<ImmutableArray<Rule>> fired = compiled.Projection.AskAll(asked);
        ValueArray<Reason> reasons = Reasons.Sort(
        [
            .. Standings.Reasons(request.Standing, inside: false),
            .. fired.Zip(asked).SelectMany(answer => Reasons.Of<Outcome.Refuse>(answer.First, compiled.Projection.Question(answer.Second))),
            .. slice.SelectMany(grant => NarrowerBounds.Broader(grant, Named(request))),
        ]);
        return reasons.IsEmpty && audience is not null
            ? new ProjectionDecision.Project(Claims(envelope, audience, slice, request))
            : new ProjectionDecision.Refused(reasons);
    }

    // One question for the wish as a whole, one for each class and one for each operation, so that each is named that may not cross.
    private static IEnumerable<IFacts> Questions(CatalogVocabulary vocabulary, ProjectionRequest request) =>
    [
        new ProjectionFactView(vocabulary, request, null, null),
        .. request.Resources.Select(resource => new ProjectionFactView(vocabulary, request, resource, null)),
        .. request.Operations.Select(operation => new ProjectionFactView(vocabulary, request, null, operation)),
    ];

    // One object is a bound on the attribute `id`.
    private static ImmutableArray<Condition> Named(ProjectionRequest request) => request.Identifier is null
        ? request.Constraints
        : [.. request.Constraints, When.Equal(FactName.Attribute("id"), request.Identifier)];

    private static IEnumerable<EnvelopeGrant> Slice(MissionEnvelope envelope, EnvelopeAudience audience, ProjectionRequest request) => envelope.Grants
        .Where(grant => BoundSource.MayCross(grant, audience)
            && (request.At is null || grant.At == request.At)
            && (request.Resources.IsEmpty || request.Resources.Contains(grant.Resource))
            && !envelope.Held(grant).IsEmpty)
        .OrderBy(grant => grant.Resource, StringComparer.Ordinal)
        .ThenBy(grant => grant.At, StringComparer.Ordinal)
        .ThenBy(grant => grant.RuleId, StringComparer.Ordinal);

    private static IEnumerable<ProjectedGrant> Grants(MissionEnvelope envelope, ImmutableArray<EnvelopeGrant> slice, ProjectionRequest request) => slice
        .Select(grant => new ProjectedGrant(grant.Resource, grant.At, Operations(envelope, grant, request))
        {
            Where = NarrowerBounds.Of(grant, request.Constraints).Select(bound => new AttributeBound(bound.Name, bound.Holds)).ToValueArray(),
        })
        .Where(grant => !grant.Operations.IsEmpty);

    private static ValueArray<string> Operations(MissionEnvelope envelope, EnvelopeGrant grant, ProjectionRequest request) => envelope.Held(grant)
        .Where(operation => (request.Operations.IsEmpty || request.Operations.Contains(operation))
            && (request.Scopes.IsEmpty || request.Scopes.Contains($"{grant.Resource}.{operation}")))
        .ToValueArray();

    private static ProjectionClaims Claims(
        MissionEnvelope envelope, EnvelopeAudience audience, ImmutableArray<EnvelopeGrant> slice, ProjectionRequest request)
    {
        DateTimeOffset end = Lifetime.After(request.Now, audience.AssertionLifetime);
        return new ProjectionClaims
        {
            Audience = audience.As,
            Subject = envelope.Subject,
            PurposeKind = envelope.Kind,
            ParamsJson = Params(envelope, audience),
            Actor = audience.ProjectActor == ActorProjection.WhenVerified ? envelope.Actor : null,
            Grants = Grants(envelope, slice, request).ToValueArray(),
            Identifier = request.Identifier,
            ExpiresAt = end < envelope.Lifetime.End ? end : envelope.Lifetime.End,
        };
    }

    private static string Params(MissionEnvelope envelope, EnvelopeAudience audience)
    {
        using JsonDocument governing = JsonDocument.Parse(envelope.GoverningParams);
        IEnumerable<string> members = audience.ProjectParams
            .Where(name => governing.RootElement.TryGetProperty(name, out _))
            .Select(name => $"\"{JsonEncodedText.Encode(name)}\":{governing.RootElement.GetProperty(name).GetRawText()}");
        return CanonicalJson.Serialize($"{{{string.Join(',', members)}}}");
    }
}

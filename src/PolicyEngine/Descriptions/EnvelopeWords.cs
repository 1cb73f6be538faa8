using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>The parts of an envelope in words.</summary>
internal static class EnvelopeWords
{
    public static GrantDescription Grant(EnvelopeGrant grant, CatalogVocabulary vocabulary) => new()
    {
        RuleId = grant.RuleId,
        Resource = Class(grant.Resource, vocabulary),
        Operations = Operations(grant.Resource, grant.Operations, vocabulary),
        At = PlainWords.Text(grant.At),
        Bounds = BoundWords.Of(grant.Where, vocabulary.Class(grant.Resource)),
    };

    public static string Never(EnvelopeProhibition rule, CatalogVocabulary vocabulary) =>
        $"{Class(rule.Resource, vocabulary)}: never {PlainWords.List(Operations(rule.Resource, rule.Operations, vocabulary), "or")}";

    public static AudienceDescription Audience(MissionEnvelope envelope, EnvelopeAudience audience, CatalogVocabulary vocabulary) => new()
    {
        As = PlainWords.Text(audience.As),
        Resources = audience.Resources.Select(resource => Class(resource, vocabulary)).ToValueArray(),
        Params = audience.ProjectParams.Select(PlainWords.Text).ToValueArray(),
        Bounds = envelope.Grants
            .Where(grant => BoundSource.MayCross(grant, audience))
            .SelectMany(grant => BoundWords.Of(grant.Where, vocabulary.Class(grant.Resource)))
            .Distinct(StringComparer.Ordinal)
            .ToValueArray(),
        LearnsActor = audience.ProjectActor == ActorProjection.WhenVerified,
    };

    public static string Class(string resource, CatalogVocabulary vocabulary) => vocabulary.Class(resource)?.Title ?? PlainWords.Text(resource);

    public static ValueArray<string> Operations(string resource, IEnumerable<string> operations, CatalogVocabulary vocabulary) =>
        operations.Select(operation => vocabulary.Class(resource)?.Operation(operation)?.Title ?? PlainWords.Text(operation)).ToValueArray();
}

using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>What is new among the grants of an envelope, operation by operation.</summary>
internal static class GrantNews
{
    public static IEnumerable<GrantDescription> Added(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) => after.Grants
        .Select(grant => grant with { Operations = after.Held(grant).Where(operation => !Same(before, grant, operation).Any()).ToValueArray() })
        .Where(grant => !grant.Operations.IsEmpty)
        .Select(grant => EnvelopeWords.Grant(grant, vocabulary));

    public static IEnumerable<NewsChange> Wider(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) =>
        from grant in after.Grants
        from operation in after.Held(grant)
        let known = Same(before, grant, operation).ToArray()
        where known.Length > 0 && !known.Any(old => NotImplied(grant, old.Where).IsEmpty)
        from bound in NotImplied(grant, known[0].Where)
        let resource = vocabulary.Class(grant.Resource)
        select new NewsChange(
            $"{EnvelopeWords.Class(grant.Resource, vocabulary)}: {BoundWords.Title(bound.Name, resource)}",
            Text([bound], resource),
            Text(grant.Where.Where(now => now.Name == bound.Name).ToValueArray(), resource));

    // An action that named no server was outside, and would be inside now.
    public static IEnumerable<NewsChange> Unnamed(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) => after.Grants
        .Select(grant => grant.Resource)
        .Distinct(StringComparer.Ordinal)
        .Where(resource => Names(before, resource) && !Names(after, resource))
        .Select(resource => new NewsChange($"{EnvelopeWords.Class(resource, vocabulary)}: server", "has to be named", "need not be named"));

    public static IEnumerable<string> Narrower(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) =>
        from grant in after.Grants
        from operation in after.Held(grant)
        let known = Same(before, grant, operation).FirstOrDefault(old => NotImplied(grant, old.Where).IsEmpty)
        where known is not null
        from bound in NotImplied(known, grant.Where)
        select $"{EnvelopeWords.Class(grant.Resource, vocabulary)}: only {Text([bound], vocabulary.Class(grant.Resource))}";

    public static IEnumerable<string> Dropped(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) => before.Grants
        .Select(grant => grant with { Operations = before.Held(grant).Where(operation => !Same(after, grant, operation).Any()).ToValueArray() })
        .Where(grant => !grant.Operations.IsEmpty)
        .Select(grant => $"{EnvelopeWords.Class(grant.Resource, vocabulary)} at {PlainWords.Text(grant.At)}: no longer "
            + PlainWords.List(EnvelopeWords.Operations(grant.Resource, grant.Operations, vocabulary), "or"));

    private static bool Names(MissionEnvelope envelope, string resource) =>
        GrantRules.NamesServer(envelope.Grants.Where(grant => grant.Resource == resource));

    private static IEnumerable<EnvelopeGrant> Same(MissionEnvelope envelope, EnvelopeGrant grant, string operation) => envelope.Grants
        .Where(other => other.Resource == grant.Resource && other.At == grant.At && envelope.Held(other).Contains(operation));

    // The bounds that what holds for one grant does not imply.
    private static ValueArray<AttributeBound> NotImplied(EnvelopeGrant grant, ValueArray<AttributeBound> bounds)
    {
        Condition premise = new Condition.All(grant.Where.Select(bound => bound.Holds).ToValueArray());
        return bounds.Where(bound => !Implication.Holds(premise, bound.Holds)).ToValueArray();
    }

    private static string Text(ValueArray<AttributeBound> where, ResourceClass? resource) =>
        BoundWords.Of(where, resource) is { IsEmpty: false } texts ? string.Join("; ", texts) : "no limit";
}

using System.Globalization;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>The article's boundary table as it applies to one envelope; one method a row that needs words.</summary>
/// <remarks>Source: article, "What Open-World Agents Still Require", boundary table.</remarks>
internal static class BoundaryWords
{
    public static ValueArray<BoundaryRow> Of(MissionEnvelope envelope, CatalogVocabulary vocabulary)
    {
        string classes = PlainWords.List(Titles(envelope, vocabulary), "or");
        string subject = PlainWords.Text(envelope.Subject);
        string tenant = PlainWords.Text(envelope.Tenant);
        return
        [
            new BoundaryRow(false, $"Another object of {classes}, inside the bounds above, goes on without a question."),
            new BoundaryRow(false, $"More work for {subject} in {tenant}, with the operations above, goes on without a question."),
            new BoundaryRow(true, $"Acting for anybody but {subject} asks again."),
            new BoundaryRow(true, $"Acting in any tenant but {tenant} asks again."),
            new BoundaryRow(true, Stronger(envelope, vocabulary)),
            new BoundaryRow(true, $"Anything that is not {classes}, or is outside the bounds above, asks again."),
            new BoundaryRow(true, Further(envelope)),
        ];
    }

    private static IEnumerable<string> Titles(MissionEnvelope envelope, CatalogVocabulary vocabulary) =>
        envelope.Grants.Select(grant => EnvelopeWords.Class(grant.Resource, vocabulary)).Distinct(StringComparer.Ordinal);

    // What is forbidden is not asked again; it is refused.
    private static string Stronger(MissionEnvelope envelope, CatalogVocabulary vocabulary)
    {
        string[] stronger =
        [
            .. envelope.Grants
                .GroupBy(grant => grant.Resource, StringComparer.Ordinal)
                .Select(ofClass => (
                    Resource: ofClass.Key,
                    Operations: ofClass.SelectMany(grant => grant.Stronger)
                        .Where(operation => !envelope.Never.Any(rule => rule.Resource == ofClass.Key && rule.Operations.Contains(operation)))
                        .ToSortedSet()))
                .Where(item => !item.Operations.IsEmpty)
                .Select(item => $"{EnvelopeWords.Class(item.Resource, vocabulary)}: {PlainWords.List(EnvelopeWords.Operations(item.Resource, item.Operations, vocabulary), "or")}"),
        ];
        return stronger.Length == 0
            ? "Any operation that is not named above asks again."
            : $"Any operation that is not named above asks again, a stronger one above all ({string.Join("; ", stronger)}).";
    }

    private static string Further(MissionEnvelope envelope)
    {
        string end = $"Authority after {PlainWords.Instant(envelope.Lifetime.End)}";
        return envelope.Audiences.IsEmpty
            ? $"{end}, or passing it on to any other authorization server, asks again."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{end}, or passing it on to any authorization server but {PlainWords.List(envelope.Audiences.Select(audience => PlainWords.Text(audience.As)), "and")}, or further than {envelope.PropagationDepth} step{(envelope.PropagationDepth == 1 ? string.Empty : "s")}, asks again.");
    }
}

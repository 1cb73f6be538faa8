using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>What is new about other authorization servers.</summary>
internal static class AudienceNews
{
    public static IEnumerable<AudienceDescription> Added(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary)
    {
        foreach (EnvelopeAudience audience in after.Audiences)
        {
            EnvelopeAudience? known = Same(before, audience);
            EnvelopeAudience more = known is null ? audience : audience with
            {
                Resources = audience.Resources.Where(resource => !known.Resources.Contains(resource)).ToValueArray(),
                ProjectParams = audience.ProjectParams.Where(param => !known.ProjectParams.Contains(param)).ToValueArray(),
                ProjectActor = audience.ProjectActor > known.ProjectActor ? audience.ProjectActor : ActorProjection.Never,
            };
            if (known is null || !more.Resources.IsEmpty || !more.ProjectParams.IsEmpty || more.ProjectActor != ActorProjection.Never)
            {
                yield return EnvelopeWords.Audience(after, more, vocabulary);
            }
        }
    }

    public static IEnumerable<NewsChange> Limits(MissionEnvelope before, MissionEnvelope after)
    {
        foreach (EnvelopeAudience audience in after.Audiences)
        {
            if (Same(before, audience) is not { } known)
            {
                continue;
            }

            string name = PlainWords.Text(audience.As);
            if (audience.AssertionLifetime > known.AssertionLifetime)
            {
                yield return new NewsChange($"assertions to {name}", PlainWords.Duration(known.AssertionLifetime), PlainWords.Duration(audience.AssertionLifetime));
            }

            if (known.Require is not null && known.Require != audience.Require)
            {
                yield return new NewsChange($"sign-in for {name}", Text(known.Require), Text(audience.Require));
            }
        }
    }

    public static IEnumerable<string> Dropped(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary)
    {
        foreach (EnvelopeAudience audience in before.Audiences)
        {
            string name = PlainWords.Text(audience.As);
            if (Same(after, audience) is not { } left)
            {
                yield return $"{name}: no longer reached";
                continue;
            }

            foreach (string resource in audience.Resources.Where(resource => !left.Resources.Contains(resource)))
            {
                yield return $"{name}: no longer {EnvelopeWords.Class(resource, vocabulary)}";
            }

            foreach (string param in audience.ProjectParams.Where(param => !left.ProjectParams.Contains(param)))
            {
                yield return $"{name}: no longer learns {PlainWords.Text(param)}";
            }
        }
    }

    private static EnvelopeAudience? Same(MissionEnvelope envelope, EnvelopeAudience audience) =>
        envelope.Audiences.FirstOrDefault(other => other.As == audience.As);

    private static string Text(StrengthRequirement? require) => require is null ? "no more than the purpose's own" : string.Join(
        ", ",
        new[] { require.Acr, require.MaxAge is { } age ? $"at most {PlainWords.Duration(age)} old" : null }.OfType<string>());
}

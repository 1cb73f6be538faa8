using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What may be done while a review waits.</summary>
internal static class ProvisionalDiff
{
    private const string Path = "$.approval.review.provisional";

    public static IEnumerable<DimensionDifference> Compare(Versions versions, ProvisionalRule? before, ProvisionalRule? after)
    {
        (ValueArray<Held> was, ValueArray<Held> now) = (Of(versions.Before, before), Of(versions.After, after));
        foreach (Held added in now.Except(was))
        {
            yield return Wider(versions, $"operation `{added.Operation}` on `{added.Resource}` is given while the review waits", added, TimeSpan.Zero);
        }

        foreach (Held gone in was.Except(now))
        {
            yield return Verdict.Narrower(
                DiffDimension.Review, $"operation `{gone.Operation}` on `{gone.Resource}` is no longer given while the review waits", versions.BeforeAt(Path), versions.AfterAt(Path));
        }

        if (before is null || after is null || before.Lifetime == after.Lifetime)
        {
            yield break;
        }

        string summary = $"what is given while the review waits lasts {FactText.Duration(after.Lifetime.Ticks)} instead of {FactText.Duration(before.Lifetime.Ticks)}";
        if (after.Lifetime < before.Lifetime)
        {
            yield return Verdict.Narrower(DiffDimension.Review, summary, versions.BeforeAt(Path), versions.AfterAt(Path));
        }
        else if (now.Intersect(was).FirstOrDefault() is { } kept)
        {
            yield return Wider(versions, summary, kept, before.Lifetime);
        }
    }

    private static DimensionDifference Wider(Versions versions, string summary, Held held, TimeSpan later)
    {
        Witness? witness = null;
        AuthoritySearch search = new(versions, held.Resource);
        _ = search.Find(
            When.All(search.Inside(versions.After, held.Operation), EventSearch.IsReviewed(versions)),
            held.Operation,
            (mission, action) => (witness = Confirm(versions, mission, Later(action, later))) is not null);
        return Verdict.Wider(DiffDimension.Review, summary, versions.BeforeAt(Path), versions.AfterAt(Path), witness);
    }

    private static ValueArray<Held> Of(CompiledPurpose purpose, ProvisionalRule? rule) => rule is null ? [] :
    [
        .. EnvelopeBuilder.Grants(purpose, OpenBounds.Bind)
            .Where(grant => rule.Resources.Contains(grant.Resource))
            .SelectMany(grant => grant.Operations.Where(rule.Operations.Contains).Select(operation => new Held(grant.Resource, operation)))
            .Distinct()
            .OrderBy(held => held.Resource, StringComparer.Ordinal)
            .ThenBy(held => held.Operation, StringComparer.Ordinal),
    ];

    private static string Later(string action, TimeSpan later)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(action);
        return JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            foreach (System.Text.Json.JsonProperty member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteString("at", FactText.Instant(CaseMission.DefaultTime + later));
            writer.WriteEndObject();
        });
    }

    private static Witness? Confirm(Versions versions, MissionQuestion mission, string action)
    {
        BoundaryDecision? Ask(CompiledPurpose purpose) => Trial.Bootstrap(purpose, mission) is BootstrapDecision.Review { Provisional: { } envelope }
            ? Trial.Boundary(purpose, envelope, action)
            : null;
        (BoundaryDecision? was, BoundaryDecision? now) = (Ask(versions.Before), Ask(versions.After));
        return now is BoundaryDecision.StayInside && was is not BoundaryDecision.StayInside
            ? new Witness
            {
                Question = Trial.Question(mission, "action", action),
                BeforeAnswer = was is null ? "review: nothing until it ends" : "while the review waits: " + AnswerText.Of(was),
                AfterAnswer = "while the review waits: " + AnswerText.Of(now),
            }
            : null;
    }

    private sealed record Held(string Resource, string Operation);
}

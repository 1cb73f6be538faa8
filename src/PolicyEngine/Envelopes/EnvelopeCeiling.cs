using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>What two envelopes of one Mission both allow: the one that was approved, and the one that the entry would give now.</summary>
/// <remarks>Never wider than either, in any dimension. Source: article, "Purpose Catalog Requirement".</remarks>
public static class EnvelopeCeiling
{
    /// <summary>The part of a Mission's envelope that lies under a ceiling.</summary>
    /// <param name="mission">The Mission's own envelope; its parties and params stay.</param>
    /// <param name="ceiling">The envelope that the entry would give the same Mission now.</param>
    /// <param name="vocabulary">The order of sign-in strength.</param>
    public static MissionEnvelope Under(MissionEnvelope mission, MissionEnvelope ceiling, CatalogVocabulary vocabulary)
    {
        if (mission.Subject != ceiling.Subject || mission.Tenant != ceiling.Tenant || mission.Client != ceiling.Client)
        {
            return mission with { Grants = [], Audiences = [] };
        }

        return mission with
        {
            Grants = Grants(mission, ceiling),
            Never = Never(mission, ceiling),
            Lifetime = new Lifetime(
                ceiling.Lifetime.Start > mission.Lifetime.Start ? ceiling.Lifetime.Start : mission.Lifetime.Start,
                ceiling.Lifetime.End < mission.Lifetime.End ? ceiling.Lifetime.End : mission.Lifetime.End),
            Idle = mission.Idle is null || ceiling.Idle < mission.Idle ? ceiling.Idle ?? mission.Idle : mission.Idle,
            PropagationDepth = Math.Min(mission.PropagationDepth, ceiling.PropagationDepth),
            Audiences = Audiences(mission, ceiling, vocabulary),
        };
    }

    private static ValueArray<EnvelopeGrant> Grants(MissionEnvelope mission, MissionEnvelope ceiling)
    {
        EnvelopeGrant[] both =
        [
            .. from one in mission.Grants
               from other in ceiling.Grants
               where one.Resource == other.Resource && one.At == other.At
               let shared = one.Operations.Where(other.Operations.Contains).ToSortedSet()
               where !shared.IsEmpty
               select one with
               {
                   Operations = shared,
                   Stronger = one.Stronger.Concat(other.Stronger).Except(shared, StringComparer.Ordinal).ToSortedSet(),
                   Where = Bounds(one.Where, other.Where),
                   BoundBy = one.BoundBy is { } mine && other.BoundBy is { } its ? mine.Concat(its).ToSortedSet() : null,
                   NamesServer = NamesServer(mission, one.Resource) || NamesServer(ceiling, one.Resource),
               },
        ];
        // A grant that meets two of the ceiling is two; each needs a name of its own.
        return both
            .Select(grant => both.Count(other => other.RuleId == grant.RuleId) == 1 ? grant : grant with
            {
                RuleId = $"{grant.RuleId}.{string.Join('+', grant.Operations)}",
            })
            .OrderBy(grant => grant.RuleId, StringComparer.Ordinal)
            .ToValueArray();
    }

    private static bool NamesServer(MissionEnvelope envelope, string resource) =>
        GrantRules.NamesServer(envelope.Grants.Where(grant => grant.Resource == resource));

    private static ValueArray<AttributeBound> Bounds(ValueArray<AttributeBound> mission, ValueArray<AttributeBound> ceiling) =>
        [.. mission.Concat(ceiling)
            .GroupBy(bound => bound.Name, StringComparer.Ordinal)
            .OrderBy(named => named.Key, StringComparer.Ordinal)
            .Select(named => named.Aggregate(Both))];

    // One that the other implies stays as it is written, with its own line.
    private static AttributeBound Both(AttributeBound one, AttributeBound other) =>
        Implication.Holds(one.Holds, other.Holds) ? one
        : Implication.Holds(other.Holds, one.Holds) ? other
        : other with { Holds = When.All(one.Holds, other.Holds) };

    private static ValueArray<EnvelopeProhibition> Never(MissionEnvelope mission, MissionEnvelope ceiling) =>
        [.. mission.Never.Concat(ceiling.Never)
            .GroupBy(rule => (rule.RuleId, rule.Resource))
            .Select(same => same.Last() with { Operations = same.SelectMany(rule => rule.Operations).ToSortedSet() })
            .OrderBy(rule => rule.RuleId, StringComparer.Ordinal)];

    private static ValueArray<EnvelopeAudience> Audiences(MissionEnvelope mission, MissionEnvelope ceiling, CatalogVocabulary vocabulary) =>
        [.. from one in mission.Audiences
            from other in ceiling.Audiences
            where one.As == other.As
            let resources = one.Resources.Where(other.Resources.Contains).ToSortedSet()
            where !resources.IsEmpty
            select one with
            {
                Resources = resources,
                ProjectParams = one.ProjectParams.Where(other.ProjectParams.Contains).ToSortedSet(),
                ProjectActor = one.ProjectActor < other.ProjectActor ? one.ProjectActor : other.ProjectActor,
                AssertionLifetime = one.AssertionLifetime < other.AssertionLifetime ? one.AssertionLifetime : other.AssertionLifetime,
                Require = one.Require is { } mine && other.Require is { } its ? StepUp.Stricter(vocabulary, mine, its) : one.Require ?? other.Require,
            }];
}

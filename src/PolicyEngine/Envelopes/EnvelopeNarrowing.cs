using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>What a person may do to an envelope before approving it: drop a resource,
/// shorten the life. Never widen it, never leave nothing.</summary>
/// <remarks>Source: handoff digest §4 row 21, "user confirmed"; article, "Handoff Modes", Approve.</remarks>
public static class EnvelopeNarrowing
{
    /// <summary>Applies what was taken away.</summary>
    /// <param name="full">The envelope that was offered.</param>
    /// <param name="narrowing">What was taken away.</param>
    public static NarrowingAnswer Apply(MissionEnvelope full, Narrowing narrowing)
    {
        MissionEnvelope narrowed = Less(full, narrowing);
        ValueArray<Reason> reasons = Reasons.Sort([.. Unknown(full, narrowing), .. Longer(full, narrowing), .. Nothing(narrowed)]);
        return !reasons.IsEmpty ? new NarrowingAnswer.Refused(reasons)
            : EnvelopeContainment.Contains(full, narrowed) == Containment.Contained ? new NarrowingAnswer.Narrowed(narrowed)
            : throw new InvalidOperationException("Less of an envelope was not shown to be contained in it.");
    }

    private static MissionEnvelope Less(MissionEnvelope full, Narrowing narrowing)
    {
        ValueArray<EnvelopeGrant> grants = full.Grants.Where(grant => !narrowing.DropRules.Contains(grant.RuleId))
            .Select(grant => grant with { NamesServer = GrantRules.NamesServer(full.Grants.Where(other => other.Resource == grant.Resource)) })
            .ToValueArray();
        return full with
        {
            Grants = grants,
            Lifetime = full.Lifetime with { End = Lifetime.WholeSecond(narrowing.End ?? full.Lifetime.End) },
            Audiences = [.. full.Audiences
                .Select(audience => Less(audience, full.Grants.Select(grant => grant.Resource), grants))
                .OfType<EnvelopeAudience>()],
        };
    }

    /// <summary>What of an audience is left where a Mission holds less; a class of which one grant is left still crosses.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="full">The classes of the whole.</param>
    /// <param name="left">The grants that are left.</param>
    /// <returns>Null when nothing is left to cross.</returns>
    internal static EnvelopeAudience? Less(EnvelopeAudience audience, IEnumerable<string> full, IEnumerable<EnvelopeGrant> left)
    {
        ValueArray<string> resources = audience.Resources
            .Where(resource => left.Any(grant => grant.Resource == resource) || !full.Contains(resource, StringComparer.Ordinal))
            .ToValueArray();
        return resources.Count == audience.Resources.Count ? audience
            : resources.IsEmpty ? null
            : audience with { Resources = resources };
    }

    private static IEnumerable<Reason> Unknown(MissionEnvelope full, Narrowing narrowing) => narrowing.DropRules
        .Where(rule => full.Grants.All(grant => grant.RuleId != rule))
        .Select(rule => new Reason
        {
            Code = ReasonCodes.ResourceOutsideBounds,
            Dimension = Dimension.Object,
            Asked = rule,
            Allowed = full.Grants.Select(grant => grant.RuleId).ToSortedSet(),
            Detail = $"no such grant to drop: {rule}",
        });

    private static IEnumerable<Reason> Longer(MissionEnvelope full, Narrowing narrowing)
    {
        if (narrowing.End > full.Lifetime.End)
        {
            yield return new Reason
            {
                Code = ReasonCodes.LifetimeLonger,
                Dimension = Dimension.Lifetime,
                Asked = FactText.Instant(narrowing.End.Value),
                Allowed = [FactText.Instant(full.Lifetime.End)],
            };
        }
    }

    private static IEnumerable<Reason> Nothing(MissionEnvelope narrowed)
    {
        if (!narrowed.Grants.Any(grant => grant.Operations.Any(operation => !IsForbidden(narrowed, grant.Resource, operation))))
        {
            yield return new Reason { Code = ReasonCodes.CompileFailed, Dimension = Dimension.Params, Detail = "nothing is left to do" };
        }

        if (narrowed.Lifetime.IsEmpty)
        {
            yield return new Reason { Code = ReasonCodes.CompileFailed, Dimension = Dimension.Lifetime, Detail = "no time is left to do it" };
        }
    }

    private static bool IsForbidden(MissionEnvelope envelope, string resource, string operation) =>
        envelope.Never.Any(rule => rule.Resource == resource && rule.Operations.Contains(operation));
}

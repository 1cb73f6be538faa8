using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What crosses where the author's rules withhold some of it, together with what the entry projects.</summary>
internal static class WithheldDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions) =>
        from name in Claims(versions)
        from audience in Audiences(versions.Before).Intersect(Audiences(versions.After), StringComparer.Ordinal).ToSortedSet()
        let difference = Compare(versions, audience, name)
        where difference is not null
        select difference;

    /// <summary>The params that cross somewhere, and the actor, where rules of an author have a say; empty where there are none to
    /// compare.</summary>
    /// <param name="versions">The versions.</param>
    public static ValueArray<string> Claims(Versions versions)
    {
        IEnumerable<AudienceRule> all = versions.Before.Entry.Propagation.Audiences.Concat(versions.After.Entry.Propagation.Audiences);
        return versions.HaveComparableRules
            ? all.SelectMany(audience => audience.ProjectParams).Append(Tightening.Actor).ToSortedSet()
            : [];
    }

    private static IEnumerable<string> Audiences(CompiledPurpose purpose) =>
        purpose.Entry.Propagation.Audiences.Select(audience => audience.As);

    private static DimensionDifference? Compare(Versions versions, string audience, string claim)
    {
        (bool before, bool after) = (Projects(versions.Before, audience, claim), Projects(versions.After, audience, claim));
        Witness? witness = null;
        bool? wider = Find(versions, audience, claim, found => (witness = found) is not null);
        bool? narrower = Find(versions.Reversed, audience, claim, _ => true);
        string what = claim == Tightening.Actor ? "a verified actor" : $"param `{claim}`";
        bool isByRules = before == after;
        return Verdict.Of(
            isByRules ? DiffDimension.Rules : DiffDimension.Propagation,
            wider,
            narrower,
            isByRules
                ? RuleEdit.Describe(versions, $"whether {what} crosses to {audience}")
                : $"audience {audience}: {what} {(after ? "crosses now" : "no longer crosses")}",
            isByRules ? versions.BeforeAt("$.rules") : At(versions.Before, audience),
            isByRules ? versions.AfterAt("$.rules") : At(versions.After, audience),
            witness);
    }

    private static bool? Find(Versions versions, string audience, string claim, Func<Witness, bool> accept)
    {
        if (!Projects(versions.After, audience, claim))
        {
            return false;
        }

        bool isProjectedBefore = Projects(versions.Before, audience, claim);
        bool isActor = claim == Tightening.Actor;
        ProjectionTrial trial = new() { Audience = audience, Param = isActor ? null : claim, HasActor = isActor };
        return new EventSearch(versions).Find(
            (was, now) => isProjectedBefore
                ? EventSearch.OnlyBefore(was, now, view => view.Withholds(claim), IsThere(versions, claim))
                : When.All(was.Admitted, now.Admitted, IsThere(versions, claim), When.Not(now.Withholds(claim))),
            mission => ProjectionTrial.Confirm(versions, trial with { Question = mission }) is { } witness && accept(witness));
    }

    // Only what an event has can cross.
    private static Condition IsThere(Versions versions, string claim)
    {
        if (claim == Tightening.Actor)
        {
            return When.Is(FactName.ActorVerified, Comparison.Equal, FactValue.Flag(true));
        }

        Condition[] paths = [.. new[] { versions.Before, versions.After }.SelectMany(version => version.ParamKinds.Keys)
            .Where(path => path == claim || path.StartsWith(claim + ".", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path => When.Present(FactName.Param(path)))];
        return paths.Length == 0 ? Condition.Always : When.Any(paths);
    }

    private static bool Projects(CompiledPurpose purpose, string audience, string claim) => purpose.Entry.Propagation.Audiences
        .Where(rule => rule.As == audience)
        .Any(rule => rule.ProjectParams.Contains(claim) || (claim == Tightening.Actor && rule.ProjectActor != ActorProjection.Never));

    private static SourcePosition At(CompiledPurpose purpose, string audience) =>
        purpose.Entry.Source.At($"$.propagation.audiences[{Audiences(purpose).ToList().IndexOf(audience)}]");
}

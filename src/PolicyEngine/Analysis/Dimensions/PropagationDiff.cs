using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>Where a Mission may be taken to, and what crosses.</summary>
internal static class PropagationDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (PropagationRule before, PropagationRule after) = (versions.Before.Entry.Propagation, versions.After.Entry.Propagation);
        return Depth(versions, before, after).Concat(
            before.Audiences.Concat(after.Audiences).Select(audience => audience.As).ToSortedSet().SelectMany(name => Audience(
                new Side(versions, name, Position(versions.Before, name), Position(versions.After, name)),
                before.Audiences.FirstOrDefault(audience => audience.As == name),
                after.Audiences.FirstOrDefault(audience => audience.As == name))));
    }

    private static SourcePosition Position(Compilation.CompiledPurpose purpose, string name)
    {
        int index = purpose.Entry.Propagation.Audiences.Select(audience => audience.As).ToList().IndexOf(name);
        return index < 0 ? SourcePosition.None : purpose.Entry.Source.At($"$.propagation.audiences[{index}]");
    }

    private static IEnumerable<DimensionDifference> Depth(Versions versions, PropagationRule before, PropagationRule after)
    {
        if (before.Depth == after.Depth)
        {
            return [];
        }

        string summary = $"depth {after.Depth} instead of {before.Depth}";
        (SourcePosition was, SourcePosition now) = (versions.BeforeAt("$.propagation.depth"), versions.AfterAt("$.propagation.depth"));
        return [after.Depth < before.Depth
            ? Verdict.Narrower(DiffDimension.Propagation, summary, was, now)
            : Verdict.Wider(DiffDimension.Propagation, summary, was, now, after.Audiences.Select(audience => ProjectionTrial.Confirm(versions, new ProjectionTrial { Audience = audience.As, Depth = after.Depth })).FirstOrDefault(witness => witness is not null))];
    }

    private static IEnumerable<DimensionDifference> Audience(Side side, AudienceRule? before, AudienceRule? after)
    {
        ProjectionTrial plain = new() { Audience = side.Name };
        if (before is null || after is null)
        {
            return [after is null ? side.Narrower("is gone") : side.Wider("is new", plain)];
        }

        return Resources(side, plain)
            .Concat(Bounds(side, plain))
            .Concat(Params(side, plain, before, after))
            .Concat(Actor(side, plain, before, after))
            .Concat(Lifetime(side, plain, before, after))
            .Concat(Strength(side, plain, before, after));
    }

    // Only what the Mission holds can cross.
    private static IEnumerable<DimensionDifference> Resources(Side side, ProjectionTrial plain)
    {
        (ValueArray<string> before, ValueArray<string> after) = (Crossing(side.Versions.Before, side.Name), Crossing(side.Versions.After, side.Name));
        return after.Except(before, StringComparer.Ordinal).Select(name => side.Wider($"resource `{name}` crosses now", plain with { Resource = name }))
            .Concat(before.Except(after, StringComparer.Ordinal).Select(name => side.Narrower($"resource `{name}` no longer crosses")));
    }

    private static ValueArray<string> Crossing(Compilation.CompiledPurpose purpose, string name) => purpose.Entry.Propagation.Audiences
        .Where(audience => audience.As == name)
        .SelectMany(audience => audience.Resources)
        .Where(resource => purpose.Entry.Authority.Any(rule => rule.Resource == resource))
        .ToSortedSet();

    // What crosses is bounded there as at home: a bound that is gone at home is gone at the other server too.
    private static IEnumerable<DimensionDifference> Bounds(Side side, ProjectionTrial plain) => Crossing(side.Versions.Before, side.Name)
        .Where(Crossing(side.Versions.After, side.Name).Contains)
        .SelectMany(resource =>
        {
            (ValueArray<string> before, ValueArray<string> after) = (Bounded(side.Versions.Before, resource), Bounded(side.Versions.After, resource));
            return before.Except(after, StringComparer.Ordinal)
                .Select(name => side.Wider($"the bound on `{name}` of `{resource}` no longer crosses", plain with { Resource = resource, Bound = name }))
                .Concat(after.Except(before, StringComparer.Ordinal).Select(name => side.Narrower($"a bound on `{name}` of `{resource}` crosses now")));
        });

    // What every rule of the class bounds.
    private static ValueArray<string> Bounded(Compilation.CompiledPurpose purpose, string resource)
    {
        AuthorityRule[] rules = [.. purpose.Entry.Authority.Where(rule => rule.Resource == resource)];
        return rules.SelectMany(rule => rule.Where.Select(bound => bound.Name))
            .Where(name => rules.All(rule => rule.Where.Any(bound => bound.Name == name)))
            .ToSortedSet();
    }

    // What rules of the author may withhold is judged together with them.
    private static IEnumerable<DimensionDifference> Params(Side side, ProjectionTrial plain, AudienceRule before, AudienceRule after)
    {
        ValueArray<string> apart = WithheldDiff.Claims(side.Versions);
        return after.ProjectParams.Except(before.ProjectParams, StringComparer.Ordinal).Except(apart, StringComparer.Ordinal).ToSortedSet()
            .Select(name => side.Wider($"param `{name}` crosses now", plain with { Param = name }))
            .Concat(before.ProjectParams.Except(after.ProjectParams, StringComparer.Ordinal).Except(apart, StringComparer.Ordinal)
                .ToSortedSet().Select(name => side.Narrower($"param `{name}` no longer crosses")));
    }

    private static IEnumerable<DimensionDifference> Actor(Side side, ProjectionTrial plain, AudienceRule before, AudienceRule after) =>
        before.ProjectActor == after.ProjectActor || WithheldDiff.Claims(side.Versions).Contains(Tightening.Actor)
        ? []
        : [after.ProjectActor == ActorProjection.Never ? side.Narrower("the actor no longer crosses") : side.Wider("a verified actor crosses now", plain with { HasActor = true })];

    private static IEnumerable<DimensionDifference> Lifetime(Side side, ProjectionTrial plain, AudienceRule before, AudienceRule after)
    {
        string summary = $"an assertion lasts {FactText.Duration(after.AssertionLifetime.Ticks)} instead of {FactText.Duration(before.AssertionLifetime.Ticks)}";
        return before.AssertionLifetime == after.AssertionLifetime ? []
            : [after.AssertionLifetime < before.AssertionLifetime ? side.Narrower(summary) : side.Wider(summary, plain with { AsksForTime = true })];
    }

    private static IEnumerable<DimensionDifference> Strength(Side side, ProjectionTrial plain, AudienceRule before, AudienceRule after)
    {
        SignInFacts? weaker = StrengthOrder.Weaker(side.Versions.Before, before.Require, side.Versions.After, after.Require);
        SignInFacts? stronger = StrengthOrder.Weaker(side.Versions.After, after.Require, side.Versions.Before, before.Require);
        Witness? witness = weaker is null ? null : ProjectionTrial.Confirm(side.Versions, plain with { SignIn = weaker });
        return Verdict.Of(
            DiffDimension.Propagation,
            weaker is null ? false : witness is null ? null : true,
            stronger is not null,
            $"audience {side.Name}: the sign-in \"{AuthenticationEdit.Text(before.Require)}\" becomes \"{AuthenticationEdit.Text(after.Require)}\"",
            side.Before,
            side.After,
            witness) is { } difference ? [difference] : [];
    }

    private sealed record Side(Versions Versions, string Name, SourcePosition Before, SourcePosition After)
    {
        public DimensionDifference Wider(string what, ProjectionTrial trial) =>
            Verdict.Wider(DiffDimension.Propagation, $"audience {Name}: {what}", Before, After, ProjectionTrial.Confirm(Versions, trial));

        public DimensionDifference Narrower(string what) => Verdict.Narrower(DiffDimension.Propagation, $"audience {Name}: {what}", Before, After);
    }
}

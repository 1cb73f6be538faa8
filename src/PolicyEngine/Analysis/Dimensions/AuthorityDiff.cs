using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What may be done: per class and operation, over every action and every event.</summary>
internal static class AuthorityDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions) => Resources(versions.Before).Concat(Resources(versions.After))
        .ToSortedSet()
        .SelectMany(resource => Compare(versions, resource));

    private static IEnumerable<string> Resources(CompiledPurpose purpose) => purpose.Entry.Authority.Select(rule => rule.Resource);

    private static IEnumerable<DimensionDifference> Compare(Versions versions, string resource)
    {
        AuthoritySearch search = new(versions, resource);
        Condition after = search.Inside(versions.After);
        if (search.Inside(versions.Before) == after && search.IsReadTheSame(after))
        {
            return [];
        }

        return Operations(versions, resource)
            .Select(operation => (Operation: operation, Answer: Compare(versions, search, operation)))
            .Where(one => one.Answer is not (false, false, _))
            .Select(one => (one.Operation, one.Answer, Edit: AuthorityEdit.Of(versions, resource, one.Operation)))
            .GroupBy(one => (one.Answer.Wider, one.Answer.Narrower, one.Edit))
            .Select(same => Verdict.Of(
                DiffDimension.Authority,
                same.Key.Wider,
                same.Key.Narrower,
                same.Key.Edit.Describe(resource, [.. same.Select(one => one.Operation)]),
                same.Key.Edit.Before,
                same.Key.Edit.After,
                same.First().Answer.Witness)!);
    }

    // Operations that no vocabulary knows are never held, so that these are all.
    private static ValueArray<string> Operations(Versions versions, string resource) =>
        new[] { versions.Before, versions.After }
            .SelectMany(version => version.Vocabulary.Class(resource)?.Operations ?? [])
            .Select(operation => operation.Name)
            .Concat(new[] { versions.Before, versions.After }.SelectMany(version => version.Entry.Authority.SelectMany(rule => rule.Operations)))
            .ToSortedSet();

    private static (bool? Wider, bool? Narrower, Witness? Witness) Compare(Versions versions, AuthoritySearch search, string operation)
    {
        (Condition before, Condition after) = (search.Inside(versions.Before, operation), search.Inside(versions.After, operation));
        if (before == after && search.IsReadTheSame(after))
        {
            return (false, false, null);
        }

        Witness? witness = null;
        bool? wider = search.Find(When.All(after, When.Not(before)), operation, (mission, action) => (witness = Confirm(versions, mission, action)) is not null);
        bool? narrower = search.Find(When.All(before, When.Not(after)), operation, (mission, action) => Confirm(versions.Reversed, mission, action) is not null);
        return (wider, narrower, witness);
    }

    private static Witness? Confirm(Versions versions, MissionQuestion mission, string action) =>
        Trial.Confirm(versions, mission, action, decision => decision is BoundaryDecision.StayInside);
}

using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What every Mission gets at its start, of what both versions can give; what
/// they can give at all is <see cref="AuthorityDiff"/>.</summary>
internal static class GrantTimeDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        ValueArray<Share> before = Of(versions.Before);
        foreach (IGrouping<(string Resource, bool IsWider), (Share Was, Share Now)> same in Of(versions.After)
            .Join(before, now => now.Key, was => was.Key, (now, was) => (Was: was, Now: now))
            .Where(pair => pair.Was.Time != pair.Now.Time)
            .GroupBy(pair => (pair.Now.Resource, IsWider: pair.Now.Time == GrantTime.AtStart)))
        {
            string[] names = [.. same.Select(pair => pair.Now.Operation).Distinct().Order(StringComparer.Ordinal)];
            string subject = $"{(names.Length == 1 ? "operation" : "operations")} {string.Join(", ", names.Select(name => $"`{name}`"))} on `{same.Key.Resource}`";
            (SourcePosition was, SourcePosition now) = (same.First().Was.Position, same.First().Now.Position);
            yield return same.Key.IsWider
                ? Verdict.Wider(DiffDimension.Authority, $"{subject}: granted at the start instead of on request", was, now, Find(versions, same.Select(pair => pair.Now)))
                : Verdict.Narrower(DiffDimension.Authority, $"{subject}: granted on request instead of at the start", was, now);
        }
    }

    // A Mission that asks for nothing by name.
    private static Witness? Find(Versions versions, IEnumerable<Share> shares)
    {
        Witness? witness = null;
        foreach (Share share in shares)
        {
            AuthoritySearch search = new(versions, share.Resource);
            _ = search.Find(
                When.All(search.Inside(versions.After, share.Operation), When.Equal(FactName.ActionAudience, share.At)),
                share.Operation,
                (mission, action) => (witness = Trial.Confirm(
                    versions, mission with { Asks = null }, action, decision => decision is BoundaryDecision.StayInside)) is not null);
            if (witness is not null)
            {
                return witness;
            }
        }

        return null;
    }

    private static ValueArray<Share> Of(CompiledPurpose purpose) => purpose.Entry.Authority
        .SelectMany((rule, index) => AuthorityShare.Of(purpose.Entry, rule, purpose.Vocabulary).Select(operation => new Share(
            rule.Resource, rule.At, operation, rule.Grant, purpose.Entry.Source.At($"$.authority[{index}]"))))
        .ToValueArray();

    private sealed record Share(string Resource, string At, string Operation, GrantTime Time, SourcePosition Position)
    {
        public (string, string, string) Key => (Resource, At, Operation);
    }
}

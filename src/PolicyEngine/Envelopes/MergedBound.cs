using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>All that a <c>where</c> asks of one attribute.</summary>
/// <param name="Name">The attribute, or the word of a group that speaks about several (<c>any</c>, <c>not</c>).</param>
/// <param name="Holds">The conjunction as written.</param>
/// <param name="Shape">The same in its plainest shape: neither wider nor narrower.</param>
internal sealed record MergedBound(string Name, Condition Holds, BoundShape Shape)
{
    /// <summary>Everything that a <c>where</c> asks, attribute by attribute, sorted by name.</summary>
    /// <param name="where">The bounds.</param>
    public static ValueArray<MergedBound> Of(ValueArray<AttributeBound> where) => where
        .SelectMany(bound => Parts(bound.Holds).Select(part => (Name: Subject(part) ?? bound.Name, Part: part)))
        .GroupBy(item => item.Name, item => item.Part, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => Of(group.Key, group.Distinct().ToValueArray()))
        .ToValueArray();

    private static MergedBound Of(string name, ValueArray<Condition> parts)
    {
        Condition holds = parts.Count == 1 ? parts[0] : new Condition.All(parts);
        return new MergedBound(name, holds, BoundMerge.Of(parts) ?? new BoundShape.Other(holds));
    }

    private static IEnumerable<Condition> Parts(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.SelectMany(Parts),
        Condition.Any { Parts: { Count: 1 } only } => Parts(only[0]),
        _ => [condition],
    };

    private static string? Subject(Condition condition) => Attributes(condition).Distinct(StringComparer.Ordinal).ToArray() is [var one] ? one : null;

    private static IEnumerable<string> Attributes(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Attributes),
        any => any.Parts.SelectMany(Attributes),
        not => Attributes(not.Part),
        test => [test.Fact.Path]);
}

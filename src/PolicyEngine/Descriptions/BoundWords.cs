using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>Bounds as short sentences.</summary>
internal static class BoundWords
{
    /// <summary>One sentence for each attribute that a <c>where</c> speaks about.</summary>
    /// <param name="where">The bounds.</param>
    /// <param name="resource">The class that titles the attributes, or null.</param>
    public static ValueArray<string> Of(ValueArray<AttributeBound> where, ResourceClass? resource) =>
        MergedBound.Of(where).Select(bound => Of(bound, resource)).ToValueArray();

    public static string Of(MergedBound bound, ResourceClass? resource)
    {
        string title = Title(bound.Name, resource);
        return bound.Shape.Match(
            exactly => $"{title} is {PlainWords.Value(exactly.Value)}",
            among => among.Texts.SetCount == 0 ? $"no {title} is allowed" : $"{title} is one of: {PlainWords.Value(among.Texts)}",
            only => $"{title} are only: {PlainWords.Value(only.Texts)}",
            beginning => $"{title} begins with {PlainWords.Item(beginning.Prefix)}",
            between => $"{title} is {Ends(between)}",
            other => other.Holds == Condition.Never ? $"no {title} is allowed" : Tree(other.Holds, resource));
    }

    public static string Title(string name, ResourceClass? resource) => resource?.Attribute(name)?.Title ?? PlainWords.Text(name);

    private static string Ends(BoundShape.Between between)
    {
        (BoundEnd low, BoundEnd high) = between;
        bool isTime = (low.Value.IsAbsent ? high : low).Value.Kind == FactKind.Instant;
        string[] ends =
        [
            .. low.Value.IsAbsent ? Array.Empty<string>() : [$"{Word(isTime, low.Included ? Comparison.AtLeast : Comparison.Over)} {PlainWords.Value(low.Value)}"],
            .. high.Value.IsAbsent ? Array.Empty<string>() : [$"{Word(isTime, high.Included ? Comparison.AtMost : Comparison.Under)} {PlainWords.Value(high.Value)}"],
        ];
        return string.Join(isTime ? " " : " and ", ends);
    }

    private static string Word(bool isTime, Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => isTime ? "from" : "at least",
        Comparison.Over => isTime ? "after" : "over",
        Comparison.AtMost => isTime ? "until" : "at most",
        _ => isTime ? "up to" : "under",
    };

    private static string Tree(Condition condition, ResourceClass? resource) => condition.Match(
        all => all.Parts.IsEmpty ? "anything" : Join(all.Parts, " and ", resource),
        any => any.Parts.IsEmpty ? "nothing" : Join(any.Parts, " or ", resource),
        not => $"not ({Tree(not.Part, resource)})",
        test => Test(test, Title(test.Fact.Path, resource)));

    private static string Join(ValueArray<Condition> parts, string word, ResourceClass? resource) =>
        string.Join(word, parts.Select(part => part is Condition.Test || parts.Count == 1 ? Tree(part, resource) : $"({Tree(part, resource)})"));

    private static string Test(Condition.Test test, string title)
    {
        string value = test.Operand.Match(literal => PlainWords.Value(literal.Value), reference => reference.Fact.ToString());
        bool isTime = test.Operand is Operand.Literal { Value: { IsAbsent: false, Kind: FactKind.Instant } };
        return test.Comparison switch
        {
            Comparison.Equal => $"{title} is {value}",
            Comparison.OneOf => $"{title} is one of: {value}",
            Comparison.SubsetOf => $"{title} are only: {value}",
            Comparison.DisjointFrom => $"{title} are none of: {value}",
            Comparison.Contains => $"{title} include {value}",
            Comparison.StartsWith => $"{title} begins with {value}",
            Comparison.CountAtMost => $"{title} are at most {value}",
            Comparison.CountOver => $"{title} are more than {value}",
            Comparison.Present => $"{title} is {(value == "yes" ? "given" : "not given")}",
            var order => $"{title} is {Word(isTime, order)} {value}",
        };
    }
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>One operator of the condition language: its word, its comparison, and the kinds that fit.</summary>
internal sealed record Operator(string Word, Comparison Comparison, ImmutableArray<FactKind> Facts, FactKind? OperandKind)
{
    private static readonly ImmutableArray<FactKind> Every =
        [FactKind.Text, FactKind.Number, FactKind.Instant, FactKind.Duration, FactKind.Flag, FactKind.Level, FactKind.TextSet];

    private static readonly ImmutableArray<FactKind> Ordered = [FactKind.Number, FactKind.Instant, FactKind.Duration, FactKind.Level];

    /// <summary>Every operator but <c>within</c>, which is two of them.</summary>
    public static ImmutableArray<Operator> All { get; } =
    [
        new("equals", Comparison.Equal, Every, null),
        new("in", Comparison.OneOf, [FactKind.Text], FactKind.TextSet),
        new("subset_of", Comparison.SubsetOf, [FactKind.TextSet], FactKind.TextSet),
        new("disjoint_from", Comparison.DisjointFrom, [FactKind.TextSet], FactKind.TextSet),
        new("contains", Comparison.Contains, [FactKind.TextSet], FactKind.Text),
        new("starts_with", Comparison.StartsWith, [FactKind.Text], FactKind.Text),
        new("at_least", Comparison.AtLeast, Ordered, null),
        new("at_most", Comparison.AtMost, Ordered, null),
        new("over", Comparison.Over, Ordered, null),
        new("under", Comparison.Under, Ordered, null),
        new("count_at_most", Comparison.CountAtMost, [FactKind.TextSet], FactKind.Number),
        new("count_over", Comparison.CountOver, [FactKind.TextSet], FactKind.Number),
        new("present", Comparison.Present, Every, FactKind.Flag),
    ];

    /// <summary>The words, with <c>within</c>.</summary>
    public static ImmutableArray<string> Words { get; } = [.. All.Select(item => item.Word), "within"];

    /// <summary>The operator with a word, or null.</summary>
    public static Operator? Find(string word) => All.FirstOrDefault(item => item.Word == word);

    /// <summary>The kind of the operand for a fact of a kind.</summary>
    public FactKind KindOfOperand(FactKind fact) => OperandKind ?? fact;
}

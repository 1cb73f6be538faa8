using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>What a fact may be. Without a limit it is any value of its kinds.</summary>
internal sealed record FactDomain
{
    public required ImmutableArray<FactKind> Kinds { get; init; }

    public bool MayBeAbsent { get; init; } = true;

    // The only values, when they are few enough to be listed.
    public ImmutableArray<FactValue>? Values { get; init; }

    public Func<FactValue, bool>? Fits { get; init; }

    // The texts, or the items of a set, that begin with a prefix: about as many as asked for.
    public Func<string, int, WordList>? Words { get; init; }

    public int MinCount { get; init; }

    public int? MaxCount { get; init; }

    // The shortest list that is a set of this domain; longer than the set when items may repeat.
    public int MinItems { get; init; }

    // The places where the limits of a number lie, and the distance of its neighbours when it lies on a grid.
    public ImmutableArray<decimal> Edges { get; init; } = [];

    public decimal? Step { get; init; }

    // Whether the limits here are all limits that there are.
    public bool IsExact { get; init; } = true;

    public bool Admits(FactValue value) => value.IsAbsent
        ? MayBeAbsent
        : Values is { } values ? values.Contains(value) : Kinds.Contains(value.Kind) && (Fits is null || Fits(value));

    public static FactDomain Of(FactKind kind) => new() { Kinds = [kind] };

    public static FactDomain OneOf(IEnumerable<FactValue> values) => new()
    {
        Kinds = [.. values.Select(value => value.Kind).Distinct()],
        Values = [.. values],
        MayBeAbsent = false,
    };
}

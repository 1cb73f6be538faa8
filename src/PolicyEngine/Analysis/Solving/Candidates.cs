using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Values that stand for all values of a fact.</summary>
/// <param name="Values">At least one value of every cell that the tests can tell apart.</param>
/// <param name="IsComplete">Whether that is certain.</param>
internal readonly record struct Candidates(ImmutableArray<FactValue> Values, bool IsComplete)
{
    public static Candidates None { get; } = new([], true);

    public Candidates With(Candidates others) => new([.. Values, .. others.Values], IsComplete && others.IsComplete);
}

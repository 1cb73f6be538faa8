using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>The search for values.</summary>
public sealed class SatisfactionTests
{
    private static readonly FactName X = FactName.Attribute("x");
    private static readonly FactName Y = FactName.Param("y");

    [Fact]
    public void More_facts_than_values_that_must_all_differ_are_refuted_or_left_open_but_never_satisfied()
    {
        Assert.False(Find(FactKind.Text, Pigeons(4)));
        Assert.Null(Find(FactKind.Text, Pigeons(11)));
    }

    [Fact]
    public void No_ticks_lie_between_two_neighbours()
    {
        DateTimeOffset at = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Condition Between(long ticks) => When.All(
            When.Is(X, Comparison.Over, FactValue.Instant(at)), When.Is(X, Comparison.Under, FactValue.Instant(at.AddTicks(ticks))));
        Assert.False(Find(FactKind.Instant, Between(1)));
        Assert.True(Find(FactKind.Instant, Between(2)));
        Assert.True(Find(FactKind.Number, When.All(When.Is(X, Comparison.Over, FactValue.Number(1)), When.Is(X, Comparison.Under, FactValue.Number(1.000_001m)))));
    }

    [Fact]
    public void A_set_inside_a_small_one_cannot_be_large()
    {
        Condition inside = When.Is(X, Comparison.SubsetOf, FactValue.TextSet(["a", "b", "c"]));
        Assert.False(Find(FactKind.TextSet, When.All(inside, When.Is(X, Comparison.CountOver, FactValue.Number(3)))));
        Assert.True(Find(FactKind.TextSet, When.All(inside, When.Is(X, Comparison.CountOver, FactValue.Number(2)))));
        Assert.False(Find(FactKind.TextSet, When.All(inside, When.Is(X, Comparison.DisjointFrom, FactValue.TextSet(["a", "b"])), When.Is(X, Comparison.CountOver, FactValue.Number(1)))));
    }

    [Fact]
    public void A_prefix_that_is_a_fact_meets_the_texts_that_are_written()
    {
        Condition begins = new Condition.Test(X, Comparison.StartsWith, new Operand.Reference(Y));
        Assert.True(Find(FactKind.Text, When.All(begins, When.Equal(X, "abc"), When.Not(When.Equal(Y, "abc")), When.Is(Y, Comparison.StartsWith, FactValue.Text("ab")))));
        Assert.False(Find(FactKind.Text, When.All(begins, When.Equal(X, "abc"), When.Is(Y, Comparison.StartsWith, FactValue.Text("b")))));
    }

    [Fact]
    public void Values_that_are_refused_leave_the_question_open() =>
        Assert.Null(new Satisfaction(_ => FactDomain.Of(FactKind.Text), _ => false).Find(When.Equal(X, "a")));

    private static bool? Find(FactKind kind, Condition condition) => new Satisfaction(_ => FactDomain.Of(kind), _ => true).Find(condition);

    // One fact more than there are names, and no two alike.
    private static Condition.All Pigeons(int names)
    {
        FactName[] facts = [.. Enumerable.Range(0, names + 1).Select(index => FactName.Attribute("f" + index))];
        string[] texts = [.. Enumerable.Range(0, names).Select(index => "n" + index)];
        return new Condition.All(facts.Select(fact => When.OneOf(fact, texts))
            .Concat(from one in facts from other in facts where one < other select When.Not(new Condition.Test(one, Comparison.Equal, new Operand.Reference(other))))
            .ToValueArray());
    }
}

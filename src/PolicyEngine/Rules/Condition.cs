using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>A closed condition tree over typed facts; data, never code.</summary>
/// <remarks>Two-valued: a comparison with an absent fact or operand is false, so <see cref="Not"/> of it is true.
/// Rules that grant are written so that an absent fact refuses; see <see cref="Rule"/>.</remarks>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>The condition that always holds.</summary>
    public static Condition Always { get; } = new All([]);

    /// <summary>The condition that never holds.</summary>
    public static Condition Never { get; } = new Any([]);

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="all">For a conjunction.</param>
    /// <param name="any">For a disjunction.</param>
    /// <param name="not">For a negation.</param>
    /// <param name="test">For one comparison.</param>
    public T Match<T>(Func<All, T> all, Func<Any, T> any, Func<Not, T> not, Func<Test, T> test) => this switch
    {
        All value => all(value),
        Any value => any(value),
        Not value => not(value),
        Test value => test(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Every part holds; the empty conjunction always holds.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record All(ValueArray<Condition> Parts) : Condition;

    /// <summary>At least one part holds; the empty disjunction never holds.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Any(ValueArray<Condition> Parts) : Condition;

    /// <summary>The part does not hold.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>One comparison of a fact with an operand.</summary>
    /// <param name="Fact">The fact on the left.</param>
    /// <param name="Comparison">The comparison.</param>
    /// <param name="Operand">The literal or fact on the right.</param>
    public sealed record Test(FactName Fact, Comparison Comparison, Operand Operand) : Condition;
}

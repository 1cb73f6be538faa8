using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Short words to write conditions in code.</summary>
public static class When
{
    /// <summary>Every part holds.</summary>
    /// <param name="parts">The parts.</param>
    public static Condition All(params ReadOnlySpan<Condition> parts) => parts.Length == 1 ? parts[0] : new Condition.All(ValueArray.Create(parts));

    /// <summary>At least one part holds.</summary>
    /// <param name="parts">The parts.</param>
    public static Condition Any(params ReadOnlySpan<Condition> parts) => parts.Length == 1 ? parts[0] : new Condition.Any(ValueArray.Create(parts));

    /// <summary>The part does not hold.</summary>
    /// <param name="part">The part.</param>
    public static Condition Not(Condition part) => new Condition.Not(part);

    /// <summary>The fact compares so with a literal.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="value">The literal.</param>
    public static Condition Is(FactName fact, Comparison comparison, FactValue value) =>
        new Condition.Test(fact, comparison, new Operand.Literal(value));

    /// <summary>The fact compares so with another fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="other">The other fact.</param>
    public static Condition Refers(FactName fact, Comparison comparison, FactName other) =>
        new Condition.Test(fact, comparison, new Operand.Reference(other));

    /// <summary>A literal operand; tests that share the instance share a slot in the shape of their set.</summary>
    /// <param name="value">The value.</param>
    public static Operand Literal(FactValue value) => new Operand.Literal(value);

    /// <summary>The fact is this text.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="text">The text.</param>
    public static Condition Equal(FactName fact, string text) => Is(fact, Comparison.Equal, FactValue.Text(text));

    /// <summary>The fact is one of these texts.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="texts">The texts.</param>
    public static Condition OneOf(FactName fact, IEnumerable<string> texts) => Is(fact, Comparison.OneOf, FactValue.TextSet(texts));

    /// <summary>The fact is there.</summary>
    /// <param name="fact">The fact.</param>
    public static Condition Present(FactName fact) => Is(fact, Comparison.Present, FactValue.Flag(true));
}

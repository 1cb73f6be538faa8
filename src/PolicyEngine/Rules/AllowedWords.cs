using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Where the words come from that a rule reports as allowed. Data, so that the rules of a shape can report each Mission's own values.</summary>
public abstract record AllowedWords
{
    private AllowedWords()
    {
    }

    /// <summary>No words.</summary>
    public static AllowedWords None { get; } = new Plain([]);

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="plain">For fixed words.</param>
    /// <param name="bounds">For the values of a condition.</param>
    /// <param name="interval">For a time from one value to another.</param>
    public T Match<T>(Func<Plain, T> plain, Func<Bounds, T> bounds, Func<Interval, T> interval) => this switch
    {
        Plain value => plain(value),
        Bounds value => bounds(value),
        Interval value => interval(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The words.</summary>
    /// <param name="slots">What fills the slots of the rule's set.</param>
    public ValueArray<string> Of(ValueArray<FactValue> slots) => Match(
        plain => plain.Words,
        bounds => ConditionText.Bounds(SlotFilling.Fill(bounds.Condition, slots)),
        interval => [$"{SlotFilling.Value(interval.Start, slots)}/{SlotFilling.Value(interval.End, slots)}"]);

    /// <summary>Fixed words; sorted.</summary>
    /// <param name="Words">The words.</param>
    public sealed record Plain(ValueArray<string> Words) : AllowedWords;

    /// <summary>The values of a condition, as <see cref="ConditionText.Bounds"/> writes them.</summary>
    /// <param name="Condition">The condition; a part of the rule's own, or one over the same operands.</param>
    public sealed record Bounds(Condition Condition) : AllowedWords;

    /// <summary>A half-open time interval, written <c>start/end</c>.</summary>
    /// <param name="Start">Its start.</param>
    /// <param name="End">Its end.</param>
    public sealed record Interval(Operand Start, Operand End) : AllowedWords;
}

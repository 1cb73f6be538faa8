using System.Collections.Frozen;
using System.Globalization;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>One typed value of a fact or a literal. A struct, so that reading a fact allocates nothing.</summary>
public readonly struct FactValue : IEquatable<FactValue>
{
    // A whole number lives in `whole`; only a fraction, or a number beyond 64 bits, is a boxed decimal in `reference`.
    private readonly object? reference;
    private readonly long whole;
    private readonly byte kind;

    private FactValue(FactKind kind, object? reference, long whole)
    {
        this.kind = (byte)(kind + 1);
        this.reference = reference;
        this.whole = whole;
    }

    /// <summary>The absent value: a fact that is not there. Every comparison with it is false.</summary>
    public static FactValue Absent => default;

    /// <summary>True when the fact is not there.</summary>
    public bool IsAbsent => kind == 0;

    /// <summary>The type; meaningless when <see cref="IsAbsent"/>.</summary>
    public FactKind Kind => (FactKind)(kind - 1);

    /// <summary>The string of a text, or the name of a level.</summary>
    public string AsText => (string)reference!;

    /// <summary>The number, the ticks of an instant (UTC) or a duration, the rank of a level, or 0 and 1 of a flag.</summary>
    public decimal AsNumber => reference is decimal fraction ? fraction : whole;

    /// <summary>The distinct strings of a set, in ordinal order.</summary>
    public ValueArray<string> AsSet => ((TextSetValue)reference!).Sorted;

    /// <summary>The number of distinct strings of a set.</summary>
    public int SetCount => ((TextSetValue)reference!).Sorted.Count;

    /// <summary>Equality by kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator ==(FactValue left, FactValue right) => left.Equals(right);

    /// <summary>Inequality by kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator !=(FactValue left, FactValue right) => !left.Equals(right);

    /// <summary>A text.</summary>
    /// <param name="value">The string.</param>
    public static FactValue Text(string value) => new(FactKind.Text, value, 0);

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static FactValue Number(decimal value) => value >= long.MinValue && value <= long.MaxValue && decimal.IsInteger(value)
        ? new FactValue(FactKind.Number, null, (long)value)
        : new FactValue(FactKind.Number, value, 0);

    /// <summary>A whole number; costs no allocation.</summary>
    /// <param name="value">The number.</param>
    public static FactValue Number(int value) => new(FactKind.Number, null, value);

    /// <summary>An instant.</summary>
    /// <param name="value">The instant; its offset does not matter.</param>
    public static FactValue Instant(DateTimeOffset value) => new(FactKind.Instant, null, value.UtcTicks);

    /// <summary>A duration.</summary>
    /// <param name="value">The duration.</param>
    public static FactValue Duration(TimeSpan value) => new(FactKind.Duration, null, value.Ticks);

    /// <summary>A flag.</summary>
    /// <param name="value">True or false.</param>
    public static FactValue Flag(bool value) => new(FactKind.Flag, null, value ? 1 : 0);

    /// <summary>A level of the vocabulary.</summary>
    /// <param name="name">Its name, for example <c>phr</c>.</param>
    /// <param name="rank">Its rank, from 0 (weakest); -1 for a name that the vocabulary does not know.</param>
    public static FactValue Level(string name, int rank) => new(FactKind.Level, name, rank);

    /// <summary>A set of strings.</summary>
    /// <param name="values">The strings; repetition and order are dropped.</param>
    public static FactValue TextSet(IEnumerable<string> values) => new(FactKind.TextSet, new TextSetValue(values.ToSortedSet()), 0);

    /// <summary>Whether a set holds a string.</summary>
    /// <param name="value">The string.</param>
    public bool SetContains(string value) => ((TextSetValue)reference!).Contains(value);

    /// <inheritdoc/>
    public bool Equals(FactValue other) =>
        kind == other.kind && whole == other.whole && (ReferenceEquals(reference, other.reference) || SameReference(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FactValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(kind, reference, whole);

    /// <summary>The value as a person or JSON would write it: RFC 3339 in UTC for instants, ISO 8601 for durations.</summary>
    public override string ToString() => IsAbsent ? "absent" : Kind switch
    {
        FactKind.Text or FactKind.Level => AsText,
        FactKind.Number => AsNumber.ToString(CultureInfo.InvariantCulture),
        FactKind.Instant => FactText.Instant(whole),
        FactKind.Duration => FactText.Duration(whole),
        FactKind.Flag => whole == 1 ? "true" : "false",
        _ => $"[{string.Join(", ", AsSet)}]",
    };

    /// <summary>Whether this is a flag that is false, or the number zero.</summary>
    internal bool IsZero => whole == 0 && reference is null;

    /// <summary>The order of two numbers, instants, durations or levels: negative, zero or positive.</summary>
    /// <param name="other">A value of the same kind.</param>
    internal int CompareOrder(in FactValue other) => Kind == FactKind.Number && (reference is not null || other.reference is not null)
        ? AsNumber.CompareTo(other.AsNumber)
        : whole.CompareTo(other.whole);

    private bool SameReference(in FactValue other) => Kind is FactKind.Text or FactKind.Level
        ? string.Equals((string?)reference, (string?)other.reference, StringComparison.Ordinal)
        : Equals(reference, other.reference);

    private sealed class TextSetValue(ValueArray<string> sorted) : IEquatable<TextSetValue>
    {
        public ValueArray<string> Sorted { get; } = sorted;

        // Most sets are a handful of words, for which a walk is faster than a look-up and needs no memory.
        private const int Handful = 8;

        private FrozenSet<string>? lookup;

        public bool Contains(string value)
        {
            if (Sorted.Count > Handful)
            {
                return (lookup ??= Sorted.ToFrozenSet(StringComparer.Ordinal)).Contains(value);
            }

            foreach (string item in Sorted)
            {
                if (string.Equals(item, value, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        public bool Equals(TextSetValue? other) => other is not null && Sorted == other.Sorted;

        public override bool Equals(object? obj) => Equals(obj as TextSetValue);

        public override int GetHashCode() => Sorted.GetHashCode();
    }
}

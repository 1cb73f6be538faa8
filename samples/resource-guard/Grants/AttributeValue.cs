using System.Collections.Immutable;
using System.Diagnostics;

namespace MissionPolicy.Samples.ResourceGuard.Grants;

/// <summary>The value of an attribute, of the kind that the vocabulary gives it.</summary>
public abstract record AttributeValue
{
    private AttributeValue()
    {
    }

    /// <summary>A text.</summary>
    /// <param name="value">The value.</param>
    public static AttributeValue Of(string value) => new Text(value);

    /// <summary>A set of texts.</summary>
    /// <param name="values">The values.</param>
    public static AttributeValue Of(IEnumerable<string> values) => new Texts([.. values]);

    /// <summary>An instant.</summary>
    /// <param name="value">The value.</param>
    public static AttributeValue Of(DateTimeOffset value) => new Instant(value);

    /// <summary>A number.</summary>
    /// <param name="value">The value.</param>
    public static AttributeValue Of(decimal value) => new Number(value);

    /// <summary>Yes or no.</summary>
    /// <param name="value">The value.</param>
    public static AttributeValue Of(bool value) => new Flag(value);

    /// <summary>A length of time.</summary>
    /// <param name="value">The value.</param>
    public static AttributeValue Of(TimeSpan value) => new Duration(value);

    internal T Match<T>(
        Func<string, T> text, Func<ImmutableArray<string>, T> texts, Func<DateTimeOffset, T> instant, Func<decimal, T> number, Func<bool, T> flag, Func<TimeSpan, T> duration) => this switch
        {
            Text value => text(value.Value),
            Texts value => texts(value.Values),
            Instant value => instant(value.Value),
            Number value => number(value.Value),
            Flag value => flag(value.Value),
            Duration value => duration(value.Value),
            _ => throw new UnreachableException(),
        };

    private sealed record Text(string Value) : AttributeValue;

    private sealed record Texts(ImmutableArray<string> Values) : AttributeValue;

    private sealed record Instant(DateTimeOffset Value) : AttributeValue;

    private sealed record Number(decimal Value) : AttributeValue;

    private sealed record Flag(bool Value) : AttributeValue;

    private sealed record Duration(TimeSpan Value) : AttributeValue;
}

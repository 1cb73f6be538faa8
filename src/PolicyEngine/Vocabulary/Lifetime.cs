namespace MissionPolicy.Engine.Vocabulary;

/// <summary>A half-open interval of time: the start belongs to it, the end does not.</summary>
/// <param name="Start">The first instant inside.</param>
/// <param name="End">The first instant after; never before <paramref name="Start"/> for an interval that holds anything.</param>
public readonly record struct Lifetime(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>True when no instant is inside.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>Whether an instant is inside.</summary>
    /// <param name="instant">The instant.</param>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    /// <summary>Whether all of another interval is inside; an empty one always is.</summary>
    /// <param name="other">The other interval.</param>
    public bool Contains(Lifetime other) => other.IsEmpty || (other.Start >= Start && other.End <= End);

    /// <summary>What both hold; may be empty.</summary>
    /// <param name="other">The other interval.</param>
    public Lifetime Intersect(Lifetime other) => new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);

    /// <summary>The last whole second that is not after an instant: what people read and tokens carry is exactly what holds.</summary>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset WholeSecond(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerSecond));

    /// <summary>The first whole second that is not before an instant; the instant itself where the calendar has no later one.</summary>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset NextWholeSecond(DateTimeOffset instant)
    {
        DateTimeOffset whole = WholeSecond(instant);
        return whole == instant ? instant : After(whole, TimeSpan.FromSeconds(1));
    }

    /// <summary>The instant that lies a duration after another one; the last instant there is where that would be later still.</summary>
    /// <param name="start">The instant.</param>
    /// <param name="length">The duration; negative is earlier.</param>
    public static DateTimeOffset After(DateTimeOffset start, TimeSpan length)
    {
        DateTimeOffset utc = start.ToUniversalTime();
        return length > DateTimeOffset.MaxValue - utc ? DateTimeOffset.MaxValue
            : length < DateTimeOffset.MinValue - utc ? DateTimeOffset.MinValue
            : utc + length;
    }
}

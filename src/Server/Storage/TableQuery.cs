using System.Globalization;

namespace MissionPolicy.Server.Storage;

/// <summary>
/// Which rows, in which direction, from where. Rows come by index value, then by key; ASCII sorts by character, the order of other text is stable but
/// not defined. Copies with <c>with</c> set the rest: <c>TableQuery.Where("subject", id) with { Limit = 20, After = cursor }</c>.
/// </summary>
internal sealed record TableQuery
{
    /// <summary>Largest page.</summary>
    public const int MaxLimit = 1000;

    private TableQuery()
    {
    }

    /// <summary>Every row by key.</summary>
    public static TableQuery All { get; } = new();

    /// <summary>The index searched; null for the key.</summary>
    public string? Index { get; private init; }

    /// <summary>The lowest value, inclusive; null for no bound.</summary>
    public string? From { get; private init; }

    /// <summary>The highest value, exclusive; null for no bound.</summary>
    public string? Before { get; private init; }

    /// <summary>The only value, when this is an equality.</summary>
    public string? Value { get; private init; }

    /// <summary>At most this many rows a page, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>From the highest to the lowest.</summary>
    public bool Descending { get; init; }

    /// <summary>Begin behind this place (what <see cref="Page{T}.Next"/> gave).</summary>
    public PageCursor? After { get; init; }

    /// <summary>Rows that have a value in an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value; one that no row could have finds nothing.</param>
    public static TableQuery Where(string index, string value) => new() { Index = index, Value = value };

    /// <summary>Rows with an index value in a range.</summary>
    /// <param name="index">The index.</param>
    /// <param name="from">Lowest, inclusive; null for no bound.</param>
    /// <param name="before">Highest, exclusive; null for no bound.</param>
    public static TableQuery Between(string index, string? from, string? before) => new() { Index = index, From = from, Before = before };

    /// <summary>Rows with an indexed time in a range.</summary>
    /// <param name="index">The index, declared with <see cref="TableIndex{T}.OnTime"/>.</param>
    /// <param name="from">Earliest, inclusive; null for no bound.</param>
    /// <param name="before">Latest, exclusive; null for no bound.</param>
    public static TableQuery Between(string index, DateTimeOffset? from, DateTimeOffset? before) =>
        Between(index, from is { } low ? TimeValue(low) : null, before is { } high ? TimeValue(high) : null);

    /// <summary>A time as an index value: ticks of UTC, 19 digits, so that text order is time order.</summary>
    /// <param name="time">The time.</param>
    public static string TimeValue(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}

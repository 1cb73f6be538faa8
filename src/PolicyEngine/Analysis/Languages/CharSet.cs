using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Languages;

/// <summary>A set of UTF-16 code units, as sorted ranges that do not touch.</summary>
internal readonly record struct CharSet(ValueArray<(char From, char To)> Ranges)
{
    public static CharSet None { get; } = new([]);

    public static CharSet All { get; } = new([('\0', '\uffff')]);

    public static CharSet Digits { get; } = new([('0', '9')]);

    public static CharSet Word { get; } = Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    // ECMA-262 WhiteSpace and LineTerminator, as the engine's patterns translate \s.
    public static CharSet Space { get; } = Of(
    [
        ('\t', '\r'), (' ', ' '), ('\u00a0', '\u00a0'), ('\u1680', '\u1680'), ('\u2000', '\u200a'), ('\u2028', '\u2029'),
        ('\u202f', '\u202f'), ('\u205f', '\u205f'), ('\u3000', '\u3000'), ('\ufeff', '\ufeff'),
    ]);

    public static CharSet LineEnds { get; } = Of([('\n', '\n'), ('\r', '\r'), ('\u2028', '\u2029')]);

    /// <summary>The first code units of characters beyond U+FFFF.</summary>
    public static CharSet HighSurrogates { get; } = new([('\ud800', '\udbff')]);

    /// <summary>The second code units of characters beyond U+FFFF.</summary>
    public static CharSet LowSurrogates { get; } = new([('\udc00', '\udfff')]);

    public bool IsEmpty => Ranges.IsEmpty;

    public static CharSet Of(IEnumerable<(char From, char To)> ranges)
    {
        List<(char From, char To)> merged = [];
        foreach ((char from, char to) in ranges.OrderBy(range => range.From))
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1)
            {
                merged[^1] = (merged[^1].From, merged[^1].To > to ? merged[^1].To : to);
            }
            else
            {
                merged.Add((from, to));
            }
        }

        return new CharSet(merged.ToValueArray());
    }

    public static CharSet Single(char c) => new([(c, c)]);

    public CharSet Union(CharSet other) => Of(Ranges.Concat(other.Ranges));

    public CharSet Complement()
    {
        ImmutableArray<(char From, char To)>.Builder gaps = ImmutableArray.CreateBuilder<(char From, char To)>();
        int next = 0;
        foreach ((char from, char to) in Ranges)
        {
            if (from > next)
            {
                gaps.Add(((char)next, (char)(from - 1)));
            }

            next = to + 1;
        }

        if (next <= char.MaxValue)
        {
            gaps.Add(((char)next, char.MaxValue));
        }

        return new CharSet(new ValueArray<(char From, char To)>(gaps.ToImmutable()));
    }

    public bool Contains(char c)
    {
        foreach ((char from, char to) in Ranges)
        {
            if (c >= from && c <= to)
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => string.Concat(Ranges.Select(range =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)range.From:x}-{(int)range.To:x},")));
}

using System.Globalization;

namespace MissionPolicy.Engine.Analysis.Languages;

/// <summary>Reads the part of ECMA-262 patterns whose languages can be compared: texts, classes, groups, alternatives and repetitions.</summary>
/// <remarks>What is outside of it (look-around, references, boundaries, Unicode categories, anchors inside) is refused, never approximated.</remarks>
internal sealed class ExpressionReader
{
    private const int MostRepetitions = 1_000;
    private readonly string source;
    private int at;

    private ExpressionReader(string source) => this.source = source;

    /// <summary>The language of the texts in which the pattern matches somewhere, or null.</summary>
    public static Expression? Read(string pattern)
    {
        ExpressionReader reader = new(pattern);
        return reader.Alternatives(isOutside: true) is { } read && reader.at == pattern.Length ? read : null;
    }

    private char? Peek => at < source.Length ? source[at] : null;

    private Expression? Alternatives(bool isOutside)
    {
        List<Expression> ways = [];
        do
        {
            if (Sequence(isOutside) is not { } way)
            {
                return null;
            }

            ways.Add(way);
        }
        while (Skip('|'));
        return Expression.Either(ways);
    }

    // Outside of groups a pattern without an anchor matches anywhere in the text.
    private Expression? Sequence(bool isOutside)
    {
        Expression all = isOutside && !Skip('^') ? Expression.Anything : Expression.Empty;
        bool isEnded = false;
        while (Peek is { } c && c is not ('|' or ')'))
        {
            if (isOutside && c == '$' && (at + 1 == source.Length || source[at + 1] == '|'))
            {
                at++;
                isEnded = true;
                break;
            }

            if (Atom() is not { } atom || Quantified(atom) is not { } part)
            {
                return null;
            }

            all = Expression.Join(all, part);
        }

        return isOutside && !isEnded ? Expression.Join(all, Expression.Anything) : all;
    }

    private Expression? Atom()
    {
        char c = source[at++];
        switch (c)
        {
            case '(':
                if (Skip('?') && !Skip(':'))
                {
                    return null;
                }

                return Alternatives(isOutside: false) is { } group && Skip(')') ? group : null;
            case '[':
                return Class();
            case '.':
                return AllBut(CharSet.LineEnds);
            case '\\':
                return Opposite() ?? (Escape() is { } escaped ? new Expression.Chars(escaped) : null);
            case '^' or '$' or '*' or '+' or '?' or '{' or '}' or ']':
                return null;
            default:
                return new Expression.Chars(CharSet.Single(c));
        }
    }

    private Expression? Quantified(Expression atom)
    {
        (int Least, int? Most)? counts = Peek switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            '{' => Counts(),
            _ => (1, 1),
        };
        if (counts is not { } count || count.Most < count.Least || count.Least > MostRepetitions || count.Most > MostRepetitions)
        {
            return null;
        }

        at += Peek is '*' or '+' or '?' ? 1 : 0;

        // A lazy quantifier finds the same texts.
        _ = count != (1, 1) && Skip('?');
        return Peek is '*' or '+' or '?' or '{' && count != (1, 1) ? null : Expression.Repeat(atom, count.Least, count.Most);
    }

    private (int Least, int? Most)? Counts()
    {
        int close = source.IndexOf('}', at);
        string[] ends = close < 0 ? [] : source[(at + 1)..close].Split(',');
        if (ends.Length is not (1 or 2) || !TryCount(ends[0], out int least))
        {
            return null;
        }

        at = close + 1;
        return ends.Length == 1 ? (least, least) : ends[1].Length == 0 ? (least, null) : TryCount(ends[1], out int most) ? (least, most) : null;
    }

    private static bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private Expression? Class()
    {
        bool isNegated = Skip('^');
        CharSet set = CharSet.None;
        while (Peek is { } c && c != ']')
        {
            at++;
            if ((c == '\\' ? Escape() : CharSet.Single(c)) is not { } from)
            {
                return null;
            }

            if (Peek == '-' && at + 1 < source.Length && source[at + 1] != ']')
            {
                at++;
                char end = source[at++];
                if ((end == '\\' ? Escape() : CharSet.Single(end)) is not { } to || One(from) is not { } low || One(to) is not { } high || low > high)
                {
                    return null;
                }

                from = new CharSet([(low, high)]);
            }

            set = set.Union(from);
        }

        return !Skip(']') ? null : isNegated ? AllBut(set) : new Expression.Chars(set);
    }

    private static char? One(CharSet set) => set.Ranges is [(char from, char to)] && from == to ? from : null;

    // What a class leaves out may be a character beyond U+FFFF: two code units that count once, as the engine's patterns have it.
    private static Expression AllBut(CharSet members) => Expression.Either(
    [
        new Expression.Chars(members.Union(CharSet.HighSurrogates).Union(CharSet.LowSurrogates).Complement()),
        Expression.Join(new Expression.Chars(CharSet.HighSurrogates), new Expression.Chars(CharSet.LowSurrogates)),
    ]);

    // Outside of a class only; inside of one the engine does not take them.
    private Expression? Opposite()
    {
        CharSet? members = Peek switch
        {
            'D' => CharSet.Digits,
            'W' => CharSet.Word,
            'S' => CharSet.Space,
            _ => null,
        };
        at += members is null ? 0 : 1;
        return members is { } left ? AllBut(left) : null;
    }

    private CharSet? Escape()
    {
        if (Peek is not { } c)
        {
            return null;
        }

        at++;
        return c switch
        {
            'd' => CharSet.Digits,
            'w' => CharSet.Word,
            's' => CharSet.Space,
            't' => CharSet.Single('\t'),
            'n' => CharSet.Single('\n'),
            'r' => CharSet.Single('\r'),
            'f' => CharSet.Single('\f'),
            'v' => CharSet.Single('\v'),
            _ => char.IsAsciiLetterOrDigit(c) ? null : CharSet.Single(c),
        };
    }

    private bool Skip(char c)
    {
        if (Peek != c)
        {
            return false;
        }

        at++;
        return true;
    }
}

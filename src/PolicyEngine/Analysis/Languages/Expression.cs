using System.Globalization;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Languages;

/// <summary>A regular expression over code units. Equal languages need not be equal expressions, but the makers keep them few.</summary>
/// <remarks>The key is the expression as text: two expressions with one key are the same.</remarks>
internal abstract record Expression(string Key, bool IsNullable)
{
    public static Expression Nothing { get; } = new Chars(CharSet.None);

    public static Expression Empty { get; } = new Sequence([]);

    public static Expression Anything { get; } = Repeat(new Chars(CharSet.All), 0, null);

    public static Expression Join(Expression first, Expression second) =>
        first == Nothing || second == Nothing ? Nothing
        : first == Empty ? second
        : second == Empty ? first
        : new Sequence([.. first is Sequence a ? a.Parts : [first], .. second is Sequence b ? b.Parts : [second]]);

    public static Expression Either(IEnumerable<Expression> parts)
    {
        Expression[] open = [.. parts.SelectMany(part => part is Choice choice ? choice.Parts.Items : [part])
            .Where(part => part != Nothing).DistinctBy(part => part.Key).OrderBy(part => part.Key, StringComparer.Ordinal)];
        return open.Length == 0 ? Nothing : open.Length == 1 ? open[0] : open.Contains(Anything) ? Anything : new Choice(open.ToValueArray());
    }

    public static Expression Repeat(Expression part, int least, int? most) =>
        most == 0 || part == Empty ? Empty
        : part == Nothing ? (least == 0 ? Empty : Nothing)
        : least == 1 && most == 1 ? part
        : new Loop(part, part.IsNullable ? 0 : least, most);

    /// <summary>What may follow a code unit.</summary>
    public Expression After(char c) => this switch
    {
        Chars chars => chars.Set.Contains(c) ? Empty : Nothing,
        Choice choice => Either(choice.Parts.Select(part => part.After(c))),
        Loop loop => Join(loop.Part.After(c), Repeat(loop.Part, Math.Max(loop.Least - 1, 0), loop.Most - 1)),
        Sequence sequence => AfterSequence(sequence, c),
        _ => Nothing,
    };

    /// <summary>Where the answers to the next code unit may change.</summary>
    public IEnumerable<CharSet> Sets() => this switch
    {
        Chars chars => [chars.Set],
        Choice choice => choice.Parts.SelectMany(part => part.Sets()),
        Loop loop => loop.Part.Sets(),
        Sequence sequence => sequence.Parts.TakeWhile((_, index) => index == 0 || sequence.Parts.Take(index).All(part => part.IsNullable)).SelectMany(part => part.Sets()),
        _ => [],
    };

    public virtual bool Equals(Expression? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    private static Expression AfterSequence(Sequence sequence, char c)
    {
        List<Expression> ways = [];
        for (int index = 0; index < sequence.Parts.Count; index++)
        {
            Expression rest = sequence.Parts.Skip(index + 1).Aggregate(Empty, Join);
            ways.Add(Join(sequence.Parts[index].After(c), rest));
            if (!sequence.Parts[index].IsNullable)
            {
                break;
            }
        }

        return Either(ways);
    }

    internal sealed record Chars(CharSet Set) : Expression($"[{Set}]", false)
    {
        public bool Equals(Chars? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    internal sealed record Sequence(ValueArray<Expression> Parts) : Expression($"({string.Concat(Parts.Select(part => part.Key))})", Parts.All(part => part.IsNullable))
    {
        public bool Equals(Sequence? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    internal sealed record Choice(ValueArray<Expression> Parts) : Expression($"({string.Join('|', Parts.Select(part => part.Key))})", Parts.Any(part => part.IsNullable))
    {
        public bool Equals(Choice? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    internal sealed record Loop(Expression Part, int Least, int? Most) : Expression(
        string.Create(CultureInfo.InvariantCulture, $"{Part.Key}{{{Least},{Most}}}"), Least == 0 || Part.IsNullable)
    {
        public bool Equals(Loop? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }
}

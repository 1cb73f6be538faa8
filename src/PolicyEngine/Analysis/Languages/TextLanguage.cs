using System.Collections.Immutable;
using MissionPolicy.Engine.Analysis.Solving;

namespace MissionPolicy.Engine.Analysis.Languages;

/// <summary>The well-formed texts of an expression whose length, in code points, lies in a range.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Least">The shortest length.</param>
/// <param name="Most">The longest length, or null.</param>
internal sealed record TextLanguage(Expression Text, int Least, int? Most)
{
    private const int MostStates = 20_000;
    private const int MostSteps = 200_000;
    private static readonly CharSet High = new([('\ud800', '\udbff')]);
    private static readonly CharSet Low = new([('\udc00', '\udfff')]);

    // Whether every text of one language is a text of the other; the shortest that is not, when there is one. Null: too many states to tell.
    public static bool? Contains(TextLanguage outer, TextLanguage inner, out string? outside)
    {
        // Beyond this length only the expressions matter.
        int cap = Math.Max(Math.Max(outer.Least, inner.Least), Math.Max(outer.Most ?? 0, inner.Most ?? 0)) + 1;
        Walk walk = new(cap);
        outside = walk.First(new State(inner.Text, outer.Text, 0, false, string.Empty), state =>
            inner.Accepts(state.Inner, state.Length) && !outer.Accepts(state.Outer, state.Length),
            state => state.Inner == Expression.Nothing || state.Length > inner.Most);
        return outside is not null ? false : walk.IsCut ? null : true;
    }

    /// <summary>Some texts that begin with a prefix, shortest first.</summary>
    public WordList Words(string prefix, int want)
    {
        Expression at = prefix.Aggregate(Text, (rest, c) => rest.After(c));
        int length = prefix.Count(c => !char.IsLowSurrogate(c));
        if (prefix.Length > 0 && char.IsHighSurrogate(prefix[^1]))
        {
            return new WordList([], false);
        }

        Walk walk = new(Math.Max(Least, Most ?? 0) + 64);
        ImmutableArray<string> words = walk.All(
            new State(at, Expression.Nothing, length, false, prefix), want, state => Accepts(state.Inner, state.Length), state => state.Inner == Expression.Nothing || state.Length > Most);
        return new WordList(words, !walk.IsCut && words.Length < want);
    }

    private bool Accepts(Expression at, int length) => at.IsNullable && length >= Least && !(length > Most);

    private readonly record struct State(Expression Inner, Expression Outer, int Length, bool AfterHigh, string Text);

    /// <summary>A search in order of length; each code unit class is followed by its most readable member.</summary>
    private sealed class Walk(int cap)
    {
        private readonly Dictionary<string, CharSet[]> classes = new(StringComparer.Ordinal);

        public bool IsCut { get; private set; }

        public string? First(State start, Func<State, bool> isFound, Func<State, bool> isDead)
        {
            Queue<State> open = new([start]);
            HashSet<(string Inner, string Outer, int Length, bool AfterHigh)> seen = [];
            while (open.TryDequeue(out State state))
            {
                if (isDead(state) || !seen.Add((state.Inner.Key, state.Outer.Key, Math.Min(state.Length, cap), state.AfterHigh)))
                {
                    continue;
                }

                if (!state.AfterHigh && isFound(state))
                {
                    return state.Text;
                }

                if (seen.Count > MostStates)
                {
                    IsCut = true;
                    return null;
                }

                foreach (State next in Steps(state, perClass: 1))
                {
                    open.Enqueue(next);
                }
            }

            return null;
        }

        public ImmutableArray<string> All(State start, int want, Func<State, bool> isFound, Func<State, bool> isDead)
        {
            ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
            Queue<State> open = new([start]);
            int steps = 0;
            while (words.Count < want && open.TryDequeue(out State state))
            {
                if (isDead(state))
                {
                    continue;
                }

                if (++steps > MostSteps)
                {
                    IsCut = true;
                    break;
                }

                if (!state.AfterHigh && isFound(state))
                {
                    words.Add(state.Text);
                }

                // Enough texts in the queue to branch no further: follow one member of each class only.
                State[] next = [.. Steps(state, open.Count > 8 * want ? 1 : want + 1)];
                IsCut |= open.Count > 8 * want || next.Length > want;
                foreach (State follower in next)
                {
                    open.Enqueue(follower);
                }
            }

            return words.ToImmutable();
        }

        private IEnumerable<State> Steps(State state, int perClass)
        {
            string key = state.Inner.Key + "\n" + state.Outer.Key;
            if (!classes.TryGetValue(key, out CharSet[]? sets))
            {
                sets = Partition.Of([.. state.Inner.Sets(), .. state.Outer.Sets(), High, Low]);
                classes[key] = sets;
            }

            foreach (CharSet set in sets)
            {
                bool isLow = Low.Contains(set.Ranges[0].From);
                if (isLow != state.AfterHigh)
                {
                    continue;
                }

                bool isHigh = High.Contains(set.Ranges[0].From);
                foreach (char c in Partition.Members(set, perClass))
                {
                    yield return new State(state.Inner.After(c), state.Outer.After(c), state.Length + (isLow ? 0 : 1), isHigh, state.Text + c);
                }
            }
        }
    }
}

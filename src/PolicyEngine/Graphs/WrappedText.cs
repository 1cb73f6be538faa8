using System.Collections.Immutable;

namespace MissionPolicy.Engine.Graphs;

/// <summary>Breaks the lines of a box so that no box is wider than a column should be.</summary>
internal static class WrappedText
{
    private const int Widest = 34;
    private const int MostLines = 7;

    /// <summary>The lines, broken between words, in the middle of a word only where it is wider than a box; the last line ends in … when there are too many.</summary>
    /// <param name="lines">What the box says.</param>
    public static ImmutableArray<string> Of(IEnumerable<string> lines)
    {
        List<string> wrapped = [];
        foreach (string line in lines)
        {
            string rest = line;
            while (rest.Length > Widest)
            {
                int blank = rest.LastIndexOf(' ', Widest);
                int end = blank > 0 ? blank : char.IsHighSurrogate(rest[Widest - 1]) ? Widest - 1 : Widest;
                wrapped.Add(rest[..end].TrimEnd());
                rest = rest[end..].TrimStart();
            }

            wrapped.Add(rest);
        }

        return wrapped.Count <= MostLines ? [.. wrapped] : [.. wrapped.Take(MostLines - 1), wrapped[MostLines - 1] + " …"];
    }
}

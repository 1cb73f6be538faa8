namespace MissionPolicy.Engine.Analysis.Languages;

/// <summary>Splits all code units into classes that some sets cannot tell apart.</summary>
internal static class Partition
{
    private const string Readable = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.@:/~ ";

    public static CharSet[] Of(IReadOnlyCollection<CharSet> sets)
    {
        CharSet[] distinct = [.. sets.Distinct()];
        int[] cuts = [.. distinct.SelectMany(set => set.Ranges).SelectMany(range => new[] { range.From, range.To + 1 }).Append(0).Append(char.MaxValue + 1).Distinct().Order()];
        Dictionary<string, List<(char From, char To)>> classes = new(StringComparer.Ordinal);
        for (int index = 0; index + 1 < cuts.Length; index++)
        {
            string signature = string.Concat(distinct.Select(set => set.Contains((char)cuts[index]) ? '1' : '0'));
            if (!classes.TryGetValue(signature, out List<(char From, char To)>? ranges))
            {
                classes[signature] = ranges = [];
            }

            ranges.Add(((char)cuts[index], (char)(cuts[index + 1] - 1)));
        }

        return [.. classes.Values.Select(CharSet.Of).OrderBy(set => Readable.IndexOf(First(set), StringComparison.Ordinal) is int found and >= 0 ? found : Readable.Length)];
    }

    public static IEnumerable<char> Members(CharSet set, int count) => Readable.Where(set.Contains)
        .Concat(set.Ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1)).Select(code => (char)code).Where(c => !Readable.Contains(c, StringComparison.Ordinal)))
        .Take(count);

    private static char First(CharSet set) => Members(set, 1).First();
}

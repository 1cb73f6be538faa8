using System.Text;

namespace MissionPolicy.CatalogLint.Tests.Fuzz;

/// <summary>A catalog file with a few mistakes, the same for the same seed.</summary>
internal sealed class Mutant
{
    private static readonly string[] Pieces =
    [
        ":", ": ", "- ", "-", "[", "]", "{", "}", ",", "#", " #", "&a", "*a", "!x ", "!!str ", "|", ">", ">-", "?", "? ", "%", "@", "`", "'", "\"", "\\", "\t", "\n", "\r", "\r\n", "---\n", "...\n", "<<: ", "~", "null",
        "yes", "off", "1e3", "0x1F", ".inf", "-0", "99999999999999999999999999999999999999", "1e-400", "0.1", "-1", "2026-12-01", "2026-12-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "P1Y", "PT0S", "1000000000d", "9h",
        "\u0000", "\u001b[2J", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800", "\udc00", "\ud83d\ude00", "é", "е", "𝒳",
        "^(a+)+$", "^[a-z]{1,1000}{1,1000}$", "(?=x)", "\\p{L}", "[", "$ref: \"#\"", "$ref: \"#/properties/service\"", "params.", "params.service", "subject.x", "subject.", "literal: x", "any: []", "not: {}", "all: [{}]", "within: params.window",
        "count_over: -1", "starts_with: \"\"", "in: []", "group:", "http://", "https://x.example.com", "urn:", "# catalog-lint: ignore MP2305 -- x", "# catalog-lint: ignore", "# catalog-lint:",
    ];

    private readonly Random random;
    private readonly IReadOnlyList<string> seeds;

    private Mutant(int seed, IReadOnlyList<string> seeds)
    {
        random = new Random(seed);
        this.seeds = seeds;
    }

    /// <summary>The text of a seed.</summary>
    public static string Text(int seed, IReadOnlyList<string> seeds)
    {
        Mutant mutant = new(seed, seeds);
        string text = mutant.Any(seeds);
        for (int mistakes = mutant.random.Next(1, 7); mistakes > 0; mistakes--)
        {
            text = mutant.Mistake(text);
        }

        return text;
    }

    private string Mistake(string text)
    {
        int at = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 24), text.Length - at);
        return random.Next(12) switch
        {
            0 or 1 => text.Insert(at, Any(Pieces)),
            2 => text.Remove(at, length),
            3 => text.Remove(at, length).Insert(at, Any(Pieces)),
            4 => text.Insert(at, text.Substring(at, length)),
            5 => text.Insert(at, ((char)random.Next(0x20, 0x2ff)).ToString()),
            6 => Lines(text, lines => lines.RemoveAt(random.Next(lines.Count))),
            7 => Lines(text, lines => lines.Insert(random.Next(lines.Count), Any(lines))),
            8 => Lines(text, lines => (lines[0], lines[random.Next(lines.Count)]) = (Any(lines), lines[0])),
            9 => Lines(text, lines => lines[random.Next(lines.Count)] = new string(' ', random.Next(12)) + Any(lines).TrimStart()),
            10 => Lines(text, lines => lines.InsertRange(random.Next(lines.Count), Any(seeds).Split('\n').Skip(random.Next(20)).Take(random.Next(1, 12)))),
            _ => Extreme(text, at),
        };
    }

    private string Extreme(string text, int at) => random.Next(5) switch
    {
        0 => text[..at],
        1 => text.Insert(at, string.Concat(Enumerable.Repeat(Any(["[", "{a: ", "- ", "((", "!", "\"", "&a "]), random.Next(5, 400)))),
        2 => text.Insert(at, new string(Any(["a", " ", "9", "("])[0], random.Next(50, 20_000))),
        3 => string.Concat(Enumerable.Repeat(text, random.Next(2, 6))),
        _ => new StringBuilder(text).Replace(Any(["service", "acr", "where", "kind", "mission", "type"]), Any(Pieces)).ToString(),
    };

    private static string Lines(string text, Action<List<string>> change)
    {
        List<string> lines = [.. text.Split('\n')];
        change(lines);
        return string.Join('\n', lines);
    }

    private string Any(IReadOnlyList<string> of) => of[random.Next(of.Count)];
}

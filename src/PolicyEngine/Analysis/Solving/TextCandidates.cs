using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Named texts, and for each prefix that a test speaks about the texts that begin with it and with no longer one.</summary>
internal static class TextCandidates
{
    private const string Letters = "xyzwvutsrqponmlkjihgfedcba0123456789-_.~ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static Candidates Of(Component component, IEnumerable<FactValue> constants, FactDomain domain)
    {
        int want = component.Facts.Length;
        string[] named = [.. constants.SelectMany(Texts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        bool hasOpenPrefix = component.Literals.Any(literal => literal.Test is { Comparison: Comparison.StartsWith, Operand: Operand.Reference });
        string[] prefixes = [.. (hasOpenPrefix ? named.SelectMany(Prefixes) : Prefixes(component)).Append(string.Empty).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        texts.AddRange(named);
        if (hasOpenPrefix)
        {
            texts.AddRange(prefixes);
        }

        // A prefix that is itself a fact makes a tree of its own below each text; two facts are few enough to see all of it.
        bool isComplete = !hasOpenPrefix || want <= 2;
        foreach (string prefix in prefixes)
        {
            isComplete &= Fresh(prefix, [.. prefixes.Where(other => other.Length > prefix.Length && other.StartsWith(prefix, StringComparison.Ordinal))], named, want, domain, texts);
        }

        return new Candidates([.. texts.Distinct(StringComparer.Ordinal).Select(FactValue.Text)], isComplete);
    }

    /// <summary>Texts that no test names.</summary>
    public static WordList Fresh(IReadOnlyCollection<string> named, int want, FactDomain domain)
    {
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        bool isComplete = Fresh(string.Empty, [], named, want, domain, texts);
        return new WordList(texts.ToImmutable(), isComplete);
    }

    private static bool Fresh(
        string prefix, string[] longer, IReadOnlyCollection<string> named, int want, FactDomain domain, ImmutableArray<string>.Builder texts)
    {
        WordList words = domain.Words?.Invoke(prefix, want + named.Count + (longer.Length * 8)) ?? new WordList([.. Free(prefix)], false);
        string[] fresh = [.. words.Words
            .Where(word => !named.Contains(word) && !longer.Any(other => word.StartsWith(other, StringComparison.Ordinal)))
            .Take(want)];
        texts.AddRange(fresh);
        return fresh.Length == want || words.IsAll;
    }

    // More first letters than a catalog has prefixes; the plain names come first because people read them.
    private static IEnumerable<string> Free(string prefix) =>
        Enumerable.Range(1, 9).Select(index => $"{prefix}other-{index}")
            .Concat(Letters.Select(letter => prefix + letter))
            .Concat(Enumerable.Range(0x100, 4_000).Select(code => prefix + (char)code));

    private static IEnumerable<string> Prefixes(Component component) => component.Literals
        .Select(literal => literal.Test)
        .Where(test => test.Comparison == Comparison.StartsWith)
        .Select(test => test.Operand)
        .OfType<Operand.Literal>()
        .SelectMany(literal => Texts(literal.Value));

    private static IEnumerable<string> Prefixes(string text) => Enumerable.Range(0, text.Length + 1).Select(length => text[..length]);

    private static IEnumerable<string> Texts(FactValue value) => value.Kind switch
    {
        FactKind.Text => [value.AsText],
        FactKind.TextSet => value.AsSet,
        _ => [],
    };
}

using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Sets of texts: which named texts are in, and how many that no test names.</summary>
/// <remarks>Texts that stand in the same literal sets cannot be told apart, so that of each such class none, some or all are taken, at every size that a test tells apart.</remarks>
internal static class SetCandidates
{
    private const int MostClasses = 6;

    public static Candidates Of(Component component, IEnumerable<FactValue> constants, FactDomain domain, Func<FactName, FactDomain> space)
    {
        FactValue[] known = [.. constants];
        int want = component.Facts.Length;
        string[] named = [.. known.SelectMany(Texts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int related = component.Facts.Count(fact => space(fact).Kinds.Any(kind => kind is FactKind.Text or FactKind.TextSet));
        string[][] classes = Classes(known, [.. named.Where(text => Fits(domain, text))], related == 1 ? [] : [.. Written(component).SelectMany(Texts)]);
        int[] sizes = Sizes(known, domain, want, named.Length);
        WordList fresh = TextCandidates.Fresh(named, sizes[^1], domain);
        bool seesPrefixes = component.Literals.Any(literal => literal.Test.Comparison == Comparison.StartsWith);

        // Two sets meet in whole classes; a third could ask for a part of a part.
        bool isComplete = fresh.IsAll && classes.Length <= MostClasses && !seesPrefixes && related <= 2;
        IEnumerable<FactValue> values =
            from pattern in Patterns(classes.Take(MostClasses).ToArray())
            from size in sizes
            let set = Build(pattern, size, fresh.Words)
            where set is not null
            select FactValue.TextSet(set);
        return new Candidates([.. values.OrderBy(set => set.SetCount)], isComplete);
    }

    private static bool Fits(FactDomain domain, string text) => domain.Fits is null || domain.Fits(FactValue.TextSet([text])) || domain.MinCount > 1;

    private static IEnumerable<FactValue> Written(Component component) => component.Literals
        .Select(literal => literal.Test.Operand).OfType<Operand.Literal>().Select(literal => literal.Value).Where(value => !value.IsAbsent);

    private static string[][] Classes(FactValue[] known, string[] named, string[] apart)
    {
        FactValue[] sets = [.. known.Where(value => value.Kind == FactKind.TextSet)];
        HashSet<string> singled = [.. known.Where(value => value.Kind == FactKind.Text).Select(value => value.AsText), .. apart];
        return [.. named
            .GroupBy(text => singled.Contains(text) ? "=" + text : string.Concat(sets.Select(set => set.SetContains(text) ? '1' : '0')), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToArray())];
    }

    // The lowest sizes on each side of every count that a test or the schema names, or that a chosen set has.
    private static int[] Sizes(FactValue[] known, FactDomain domain, int want, int named)
    {
        int[] edges =
        [
            0, domain.MinCount, .. domain.MaxCount is { } most ? [most] : Array.Empty<int>(),
            .. known.Where(value => value.Kind == FactKind.Number && value.AsNumber is >= -1 and < 1_000).Select(value => (int)Math.Floor(value.AsNumber)),
            .. known.Where(value => value.Kind == FactKind.TextSet).Select(value => value.SetCount),
        ];
        int[] sizes = [.. edges.SelectMany(edge => Enumerable.Range(edge - 1, want + 3)).Concat(Enumerable.Range(0, named + want + 1))
            .Where(size => size >= domain.MinCount && !(size > domain.MaxCount)).Distinct().Order()];
        return sizes.Length == 0 ? [domain.MinCount] : sizes;
    }

    // Per class: the texts that are surely in, and those that may be added; "some" is at least one and not all.
    private static IEnumerable<(ImmutableArray<string> In, ImmutableArray<string> More, bool TakesFresh)> Patterns(string[][] classes)
    {
        IEnumerable<(ImmutableArray<string> In, ImmutableArray<string> More)> patterns = [([], [])];
        foreach (string[] one in classes)
        {
            patterns = [.. patterns.SelectMany(pattern => Choices(one).Select(choice => (pattern.In.AddRange(choice.In), pattern.More.AddRange(choice.More))))];
        }

        return patterns.SelectMany(pattern => new[] { (pattern.In, pattern.More, false), (pattern.In, pattern.More, true) });
    }

    private static IEnumerable<(string[] In, string[] More)> Choices(string[] one) => one.Length == 1
        ? [([], []), (one, [])]
        : [([], []), ([one[0]], one[1..^1]), (one, [])];

    private static IEnumerable<string>? Build(
        (ImmutableArray<string> In, ImmutableArray<string> More, bool TakesFresh) pattern, int size, ImmutableArray<string> fresh)
    {
        int missing = size - pattern.In.Length;
        int more = pattern.TakesFresh ? Math.Min(Math.Max(missing - 1, 0), pattern.More.Length) : Math.Min(Math.Max(missing, 0), pattern.More.Length);
        int others = missing - more;
        return missing < 0 || others > fresh.Length || (others > 0) != pattern.TakesFresh
            ? null
            : pattern.In.Concat(pattern.More.Take(more)).Concat(fresh.Take(others));
    }

    private static IEnumerable<string> Texts(FactValue value) => value.Kind switch
    {
        FactKind.Text => [value.AsText],
        FactKind.TextSet => value.AsSet,
        _ => [],
    };
}

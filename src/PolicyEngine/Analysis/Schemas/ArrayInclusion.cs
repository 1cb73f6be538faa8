using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>Arrays: length, uniqueness and items.</summary>
internal sealed class ArrayInclusion(SchemaInclusion inclusion)
{
    private const int MostItems = 1_100;

    public SchemaGap Gap(SchemaNode inner, SchemaNode outer, int depth)
    {
        SchemaGap items = outer.Items is null ? SchemaGap.None : Item(inner, outer.Items, depth);
        bool isIncluded = items == SchemaGap.None
            && (outer.MaxItems is null || inner.MaxItems <= outer.MaxItems)
            && (outer.MinItems ?? 0) <= (inner.MinItems ?? 0)
            && (!outer.UniqueItems || inner.UniqueItems || inner.MaxItems <= 1);
        return isIncluded ? SchemaGap.None
            : Guesses(inner, outer, items).FirstOrDefault(json => SchemaWords.Fits(inner, json) && !SchemaWords.Fits(outer, json)) is { } found
                ? new SchemaGap.Found(found)
                : SchemaGap.Unknown;
    }

    private SchemaGap Item(SchemaNode inner, SchemaNode outer, int depth) => inner.MaxItems == 0 ? SchemaGap.None
        : inner.Items is { } items ? inclusion.Gap(items, outer, depth + 1)
        : Outsider(outer) is { } json ? new SchemaGap.Found(json) : SchemaGap.Unknown;

    // Items that are not limited are everything; one of these is refused by most schemas.
    private static string? Outsider(SchemaNode outer) =>
        SchemaWords.Outsiders.FirstOrDefault(json => !SchemaWords.Fits(outer, json));

    private static IEnumerable<string> Guesses(SchemaNode inner, SchemaNode outer, SchemaGap items)
    {
        int[] lengths = [.. new[] { inner.MinItems ?? 0, (outer.MaxItems ?? 0) + 1, (outer.MinItems ?? 0) - 1, 1, 2 }.Where(length => length is >= 0 and < MostItems).Distinct().Order()];
        string[] usual = inner.Items is null ? [.. Enumerable.Range(0, lengths[^1]).Select(index => $"{index}")] : [.. SchemaSample.Of(inner.Items, Math.Max(lengths[^1], 2))];
        foreach (int length in lengths)
        {
            yield return List(usual.Take(length));
            yield return List(Enumerable.Repeat(usual.FirstOrDefault() ?? "null", length));
            if (items is SchemaGap.Found found)
            {
                yield return List(new[] { found.Json }.Concat(usual).Take(length));
            }
        }
    }

    private static string List(IEnumerable<string> items) => $"[{string.Join(',', items)}]";
}

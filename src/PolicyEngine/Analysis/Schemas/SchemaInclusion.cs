using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Engine.Analysis.Languages;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>Whether everything that one schema accepts is accepted by another: keyword by keyword, so that "yes" is certain and "no" comes with a value.</summary>
/// <remarks>Keywords that compose schemas are compared as text. A value is only called a gap when both schemas have judged it.</remarks>
internal sealed class SchemaInclusion(SchemaText innerText, SchemaText outerText)
{
    private const int MaxDepth = 24;
    private const int Samples = 24;

    public SchemaGap Gap(SchemaNode inner, SchemaNode outer, int depth = 0)
    {
        (inner, outer) = (Follow(inner), Follow(outer));
        string all = outerText.Of(outer);
        if (!inner.AllowsAnything || all is "true" or "{}" || innerText.Of(inner) == all)
        {
            return SchemaGap.None;
        }

        if (depth > MaxDepth)
        {
            return SchemaGap.Unknown;
        }

        if (Listed(inner) is { } values)
        {
            return values.FirstOrDefault(json => IsGap(inner, outer, json)) is { } listed ? new SchemaGap.Found(listed) : SchemaGap.None;
        }

        ImmutableArray<SchemaGap> parts = !outer.AllowsAnything || Listed(outer) is not null ? [SchemaGap.Unknown] : ByType(inner, outer, depth);
        bool isCovered = outerText.Composed(outer) is var needed && innerText.Composed(inner) is var given
            && needed.All(keyword => given.GetValueOrDefault(keyword.Key) == keyword.Value);
        return parts.OfType<SchemaGap.Found>().FirstOrDefault(found => IsGap(inner, outer, found.Json)) is { } gap ? gap
            : isCovered && parts.All(part => part == SchemaGap.None) ? SchemaGap.None
            : SchemaSample.Of(inner, Samples).FirstOrDefault(json => IsGap(inner, outer, json)) is { } sample ? new SchemaGap.Found(sample)
            : SchemaGap.Unknown;
    }

    private static bool IsGap(SchemaNode inner, SchemaNode outer, string json) => SchemaWords.Fits(inner, json) && !SchemaWords.Fits(outer, json);

    private static SchemaNode Follow(SchemaNode node)
    {
        while (node is { Reference: { } reference, Types: SchemaTypes.Any, Properties.Count: 0 })
        {
            node = reference.Target;
        }

        return node;
    }

    // All values of a schema that has only a few.
    private static IEnumerable<string>? Listed(SchemaNode node) => (node.Enum, node.Const) switch
    {
        ({ } values, _) => values.Select(value => value.GetRawText()),
        (_, { } only) => [only.GetRawText()],
        _ => (node.Types & ~(SchemaTypes.Boolean | SchemaTypes.Null)) == SchemaTypes.None ? ["true", "false", "null"] : null,
    };

    private ImmutableArray<SchemaGap> ByType(SchemaNode inner, SchemaNode outer, int depth)
    {
        ImmutableArray<SchemaGap>.Builder gaps = ImmutableArray.CreateBuilder<SchemaGap>();
        foreach (SchemaTypes type in new[] { SchemaTypes.Null, SchemaTypes.Boolean, SchemaTypes.String, SchemaTypes.Array, SchemaTypes.Object })
        {
            if (inner.Types.HasFlag(type))
            {
                gaps.Add(outer.Types.HasFlag(type) ? OfType(type, inner, outer, depth) : Sample(inner, type));
            }
        }

        const SchemaTypes Numbers = SchemaTypes.Number | SchemaTypes.Integer;
        if ((inner.Types & Numbers) != SchemaTypes.None)
        {
            gaps.Add((outer.Types & Numbers) == SchemaTypes.None ? Sample(inner, SchemaTypes.Integer) : Number(inner, outer));
        }

        return gaps.ToImmutable();
    }

    private static SchemaGap Sample(SchemaNode inner, SchemaTypes type) =>
        SchemaSample.OfType(inner, type, 1).FirstOrDefault() is { } json ? new SchemaGap.Found(json) : SchemaGap.Unknown;

    private SchemaGap OfType(SchemaTypes type, SchemaNode inner, SchemaNode outer, int depth) => type switch
    {
        SchemaTypes.String => Text(inner, outer),
        SchemaTypes.Array => new ArrayInclusion(this).Gap(inner, outer, depth),
        SchemaTypes.Object => new ObjectInclusion(this).Gap(inner, outer, depth),
        _ => SchemaGap.None,
    };

    private static SchemaGap Number(SchemaNode inner, SchemaNode outer)
    {
        (NumberRange one, NumberRange other) = (NumberRange.Of(inner), NumberRange.Of(outer));
        return one.IsExact && other.IsExact && other.Contains(one) ? SchemaGap.None
            : NumberRange.Near(one, other).Select(value => value.ToString(CultureInfo.InvariantCulture)).FirstOrDefault(json => IsGap(inner, outer, json)) is { } gap
                ? new SchemaGap.Found(gap)
                : SchemaGap.Unknown;
    }

    private static SchemaGap Text(SchemaNode inner, SchemaNode outer)
    {
        // The same pattern on both sides cannot make the difference, even when it cannot be read.
        bool isSame = inner.Pattern?.Source == outer.Pattern?.Source;
        TextLanguage? one = SchemaWords.Language(inner) ?? Lengths(inner);
        TextLanguage? other = SchemaWords.Language(outer) ?? (isSame ? Lengths(outer) : null);
        if (one is null || other is null)
        {
            return SchemaGap.Unknown;
        }

        bool? isContained = TextLanguage.Contains(other, one, out string? outside);
        return outside is not null ? new SchemaGap.Found(SchemaWords.Quote(outside))
            : isContained == true && (outer.Format is null || outer.Format == inner.Format) ? SchemaGap.None
            : SchemaGap.Unknown;
    }

    private static TextLanguage Lengths(SchemaNode node) => new(Expression.Anything, node.MinLength ?? 0, node.MaxLength);
}

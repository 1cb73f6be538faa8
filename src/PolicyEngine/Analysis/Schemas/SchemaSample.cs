using System.Globalization;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>Values, as JSON, that a schema accepts: guessed from its keywords, then checked by the schema itself.</summary>
internal static class SchemaSample
{
    private const int MaxDepth = 12;

    public static string? First(SchemaNode node) => Of(node, 1).FirstOrDefault();

    public static IEnumerable<string> Of(SchemaNode node, int want, int depth = 0) => depth > MaxDepth
        ? []
        : Guesses(node, want, depth).Where(json => SchemaWords.Fits(node, json)).Distinct(StringComparer.Ordinal).Take(want);

    public static IEnumerable<string> OfType(SchemaNode node, SchemaTypes type, int want, int depth = 0) =>
        Typed(node, type, want, depth).Concat(Parts(node).SelectMany(part => Typed(part, type, want, depth)))
            .Where(json => SchemaWords.Fits(node, json)).Distinct(StringComparer.Ordinal).Take(want);

    private static IEnumerable<string> Guesses(SchemaNode node, int want, int depth)
    {
        IEnumerable<string> named = (node.Enum ?? []).Select(value => value.GetRawText()).Concat(node.Const is { } only ? [only.GetRawText()] : []);
        return named
            .Concat(Types(node).SelectMany(type => Typed(node, type, want, depth)))
            .Concat(Parts(node).SelectMany(part => Guesses(part, want, depth + 1)));
    }

    private static IEnumerable<SchemaNode> Parts(SchemaNode node) =>
    [
        .. node.Reference is { } reference ? [reference.Target] : Array.Empty<SchemaNode>(),
        .. node.AllOf, .. node.AnyOf, .. node.OneOf, .. new[] { node.If, node.Then, node.Else }.OfType<SchemaNode>(),
    ];

    private static IEnumerable<SchemaTypes> Types(SchemaNode node) => new[]
    {
        SchemaTypes.String, SchemaTypes.Number, SchemaTypes.Integer, SchemaTypes.Object, SchemaTypes.Array, SchemaTypes.Boolean, SchemaTypes.Null,
    }.Where(type => node.Types.HasFlag(type));

    private static IEnumerable<string> Typed(SchemaNode node, SchemaTypes type, int want, int depth) => type switch
    {
        SchemaTypes.Null => ["null"],
        SchemaTypes.Boolean => ["true", "false"],
        SchemaTypes.Number or SchemaTypes.Integer => Numbers(node),
        SchemaTypes.String => SchemaWords.Of(node, string.Empty, want + 2).Words.Select(SchemaWords.Quote),
        SchemaTypes.Array => Arrays(node, want, depth),
        _ => Objects(node, want, depth),
    };

    private static IEnumerable<string> Numbers(SchemaNode node) => NumberRange.Near(NumberRange.Of(node), NumberRange.Of(node))
        .Select(value => value.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<string> Arrays(SchemaNode node, int want, int depth)
    {
        SchemaNode? all = node.Items ?? node.Contains;
        int least = Math.Max(Math.Max(node.MinItems ?? 0, node.PrefixItems.Length), node.Contains is null ? 0 : node.MinContains);
        int most = Math.Min(least + want, node.MaxItems ?? int.MaxValue);
        string[] first = [.. node.PrefixItems.Select(item => Of(item, 1, depth + 1).FirstOrDefault() ?? "null")];
        string[] items = all is null
            ? [.. Enumerable.Range(1, most).Select(index => index.ToString(CultureInfo.InvariantCulture))]
            : [.. Of(all, most, depth + 1)];
        return Enumerable.Range(least, Math.Max(most - least + 1, 0))
            .Select(count => $"[{string.Join(',', first.Concat(Enumerable.Range(0, Math.Max(count - first.Length, 0)).Select(index => items.Length == 0 ? "null" : items[index % items.Length])).Take(count))}]");
    }

    private static IEnumerable<string> Objects(SchemaNode node, int want, int depth)
    {
        Dictionary<string, string> needed = new(StringComparer.Ordinal);
        foreach (string name in node.Required)
        {
            needed[name] = Property(node, name) is { } known ? Of(known, 1, depth + 1).FirstOrDefault() ?? "null" : "null";
        }

        yield return Write(needed);
        foreach ((string name, SchemaNode property) in node.Properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            foreach (string value in Of(property, want, depth + 1))
            {
                yield return Write(new Dictionary<string, string>(needed, StringComparer.Ordinal) { [name] = value });
            }
        }
    }

    public static SchemaNode? Property(SchemaNode node, string name) => node.Properties.GetValueOrDefault(name) ?? node.AdditionalProperties;

    public static string Write(IEnumerable<KeyValuePair<string, string>> members) =>
        $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{SchemaWords.Quote(member.Key)}:{member.Value}"))}}}";
}

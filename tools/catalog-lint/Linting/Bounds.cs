using System.Globalization;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>What is known about the facts of a bootstrap before anybody asks: the parties of the entry, and the limits of its schema.</summary>
internal static class Bounds
{
    /// <summary>Conditions that hold for every Mission that may begin.</summary>
    /// <param name="entry">The entry.</param>
    public static Condition Known(LintEntry entry) => new Condition.All(
    [
        When.OneOf(FactName.Client, entry.Entry.Allowed.Clients),
        When.OneOf(FactName.Tenant, entry.Entry.Allowed.Tenants),
        .. Applications(entry.Entry.Allowed),
        .. entry.Purpose.ParamKinds.OrderBy(param => param.Key, StringComparer.Ordinal).SelectMany(param => OfParam(param.Key, param.Value, Node(entry.Schema, param.Key))),
    ]);

    private static IEnumerable<Condition> Applications(AllowedParties allowed) =>
        allowed.Applications.IsEmpty ? [] : [When.OneOf(FactName.Application, allowed.Applications)];

    // A param may be left out; then its limits say nothing, and a negated condition on it holds.
    private static IEnumerable<Condition> OfParam(string path, FactKind kind, SchemaNode? node)
    {
        FactName fact = FactName.Param(path);
        return Limits(fact, kind, node).Select(limit => When.Any(limit, When.Is(fact, Comparison.Present, FactValue.Flag(false))));
    }

    private static IEnumerable<Condition> Limits(FactName fact, FactKind kind, SchemaNode? node)
    {
        if (kind == FactKind.Number && Number(node?.Minimum) is { } least)
        {
            yield return When.Is(fact, Comparison.AtLeast, least);
        }

        if (kind == FactKind.Number && Number(node?.Maximum ?? node?.ExclusiveMaximum) is { } most)
        {
            yield return When.Is(fact, node!.Maximum is null ? Comparison.Under : Comparison.AtMost, most);
        }

        if (kind == FactKind.TextSet && node?.MaxItems is { } items)
        {
            yield return When.Is(fact, Comparison.CountAtMost, FactValue.Number(items));
        }

        if (kind == FactKind.Text && node?.Enum is { } words && words.All(word => word.ValueKind == JsonValueKind.String))
        {
            yield return When.OneOf(fact, words.Select(word => word.GetString()!));
        }
    }

    // A number that decimal would round is another limit.
    private static FactValue? Number(JsonNumber? number) =>
        number is { } known
        && decimal.TryParse(known.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && JsonNumber.Parse(value.ToString(CultureInfo.InvariantCulture)) == known
            ? FactValue.Number(value)
            : null;

    private static SchemaNode? Node(SchemaNode root, string path)
    {
        SchemaNode? at = root;
        foreach (string member in path.Split('.'))
        {
            at = at?.Property(member);
        }

        return at is { Reference: { } reference, Types: SchemaTypes.Any } ? reference.Target : at;
    }
}

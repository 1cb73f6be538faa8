using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Reads the constraint on one attribute.</summary>
internal static class ConstraintReader
{
    private static readonly (string Name, Comparison Comparison)[] Text = [("prefix", Comparison.StartsWith)];

    private static readonly (string Name, Comparison Comparison)[] Instant =
        [("from", Comparison.AtLeast), ("after", Comparison.Over), ("to", Comparison.Under), ("until", Comparison.AtMost)];

    private static readonly (string Name, Comparison Comparison)[] Amount =
        [("min", Comparison.AtLeast), ("over", Comparison.Over), ("max", Comparison.AtMost), ("under", Comparison.Under)];

    /// <summary>The words of an object, by the kind of attribute.</summary>
    /// <param name="kind">The kind.</param>
    public static (string Name, Comparison Comparison)[] Words(FactKind kind) => kind switch
    {
        FactKind.Text => Text,
        FactKind.Instant => Instant,
        FactKind.Number or FactKind.Duration => Amount,
        _ => [],
    };

    /// <summary>Reads it.</summary>
    /// <param name="json">The value of the member.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="read">Takes the comparisons.</param>
    /// <returns>Null, or what is wrong, to be put behind the member's name.</returns>
    public static string? Read(JsonElement json, FactName attribute, FactKind kind, ImmutableArray<Condition>.Builder read)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            return Members(json, attribute, kind, read);
        }

        (Comparison comparison, FactKind wanted) = (kind, json.ValueKind) switch
        {
            (FactKind.Text, JsonValueKind.Array) => (Comparison.OneOf, FactKind.TextSet),
            (FactKind.TextSet, _) => (Comparison.SubsetOf, FactKind.TextSet),
            _ => (Comparison.Equal, kind),
        };
        FactValue value = JsonFacts.Read(json, wanted);
        if (value.IsAbsent)
        {
            return $": not a {Noun(kind)}";
        }

        read.Add(When.Is(attribute, comparison, value));
        return null;
    }

    private static string? Members(JsonElement json, FactName attribute, FactKind kind, ImmutableArray<Condition>.Builder read)
    {
        int before = read.Count;
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (Words(kind).Where(word => word.Name == member.Name).ToArray() is not [var (_, comparison)])
            {
                return $".{member.Name}: a {Noun(kind)} has no such constraint";
            }

            FactValue value = JsonFacts.Read(member.Value, kind);
            if (value.IsAbsent)
            {
                return $".{member.Name}: not a {Noun(kind)}";
            }

            read.Add(When.Is(attribute, comparison, value));
        }

        return read.Count == before ? ": says nothing" : null;
    }

    private static string Noun(FactKind kind) => kind switch
    {
        FactKind.Text => "text",
        FactKind.Number => "number",
        FactKind.Flag => "boolean",
        FactKind.Instant => "date-time with an offset (RFC 3339)",
        FactKind.Duration => "duration (ISO 8601)",
        _ => "list of texts",
    };
}

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The constraints of a detail that another authorization server wrote: kept as they are, and only ever added to.</summary>
/// <remarks>The receiver need not have the vocabulary that gives the attributes their kinds, so a constraint is taken for each kind that its
/// shape can mean: <c>"2026-12-01T08:00:00Z"</c> is a text and an instant. The shapes are those of <see cref="TokenConstraints"/>.
/// Source: ID-JAG draft §4.4; RFC 9396 §6.1.</remarks>
public static class ReceivedConstraints
{
    private static readonly ImmutableArray<FactKind> Kinds =
        [FactKind.Text, FactKind.Number, FactKind.Flag, FactKind.Instant, FactKind.Duration, FactKind.TextSet];

    /// <summary>What is wrong with constraints that came with a detail.</summary>
    /// <param name="constraints">The member; undefined when the detail has none.</param>
    /// <returns>Null when every constraint has a known shape; otherwise which has none.</returns>
    public static string? Unreadable(JsonElement constraints) => constraints.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Object => constraints.EnumerateObject()
            .Where(member => !Kinds.Any(kind => Read(member.Value, kind) is not null))
            .Select(member => $"constraints.{member.Name} is not understood")
            .FirstOrDefault(),
        _ => "constraints is not an object",
    };

    /// <summary>The constraints given together with those asked for.</summary>
    /// <param name="given">What the detail carries; undefined for none.</param>
    /// <param name="asked">What a request names besides; undefined for nothing.</param>
    /// <returns>An object with one member an attribute, or undefined for no constraint; null when one that is asked for is wider than the one given.</returns>
    public static JsonElement? Narrowed(JsonElement given, JsonElement asked)
    {
        if (given.ValueKind != JsonValueKind.Object || asked.ValueKind != JsonValueKind.Object)
        {
            return given.ValueKind == JsonValueKind.Object ? given : asked;
        }

        SortedDictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in given.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        foreach (JsonProperty member in asked.EnumerateObject())
        {
            if (members.TryGetValue(member.Name, out JsonElement wider) && !Implies(member.Value, wider))
            {
                return null;
            }

            members[member.Name] = member.Value;
        }

        return Object(members);
    }

    // A constraint that says nothing of a kind holds of no value of that kind.
    private static bool Implies(JsonElement asked, JsonElement given)
    {
        (Condition.All? Asked, Condition.All Given)[] pairs =
            [.. Kinds.Select(kind => (Asked: Read(asked, kind), Given: Read(given, kind))).Where(pair => pair.Given is not null).Select(pair => (pair.Asked, pair.Given!))];
        return pairs.Any(pair => pair.Asked is not null) && pairs.All(pair => pair.Asked is null || Implication.Holds(pair.Asked, pair.Given));
    }

    private static Condition.All? Read(JsonElement constraint, FactKind kind)
    {
        ImmutableArray<Condition>.Builder read = ImmutableArray.CreateBuilder<Condition>();
        return ConstraintReader.Read(constraint, FactName.Attribute("value"), kind, read) is null ? new Condition.All(new ValueArray<Condition>(read.ToImmutable())) : null;
    }

    private static JsonElement Object(SortedDictionary<string, JsonElement> members)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach ((string name, JsonElement value) in members)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}

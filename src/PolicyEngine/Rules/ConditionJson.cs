using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Conditions as JSON and back: the stored form inside envelopes and digests.</summary>
public static class ConditionJson
{
    /// <summary>Writes a condition.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="condition">The condition.</param>
    public static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        _ = condition.Match(
            all => WriteParts(writer, "all", all.Parts),
            any => WriteParts(writer, "any", any.Parts),
            not => WritePart(writer, not.Part),
            test => WriteTest(writer, test));
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">The JSON is not a stored condition.</exception>
    public static Condition Read(JsonElement json)
    {
        if (json.TryGetProperty("all", out JsonElement all))
        {
            return new Condition.All(all.EnumerateArray().Select(Read).ToValueArray());
        }

        if (json.TryGetProperty("any", out JsonElement any))
        {
            return new Condition.Any(any.EnumerateArray().Select(Read).ToValueArray());
        }

        if (json.TryGetProperty("not", out JsonElement not))
        {
            return new Condition.Not(Read(not));
        }

        Operand operand = json.TryGetProperty("ref", out JsonElement reference)
            ? new Operand.Reference(ReadName(reference))
            : new Operand.Literal(ReadValue(json.GetProperty("value")));
        return new Condition.Test(ReadName(json.GetProperty("fact")), Enum.Parse<Comparison>(json.GetProperty("is").GetString()!), operand);
    }

    private static bool WriteParts(Utf8JsonWriter writer, string name, ValueArray<Condition> parts)
    {
        writer.WriteStartArray(name);
        foreach (Condition part in parts)
        {
            Write(writer, part);
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool WritePart(Utf8JsonWriter writer, Condition part)
    {
        writer.WritePropertyName("not");
        Write(writer, part);
        return true;
    }

    private static bool WriteTest(Utf8JsonWriter writer, Condition.Test test)
    {
        WriteName(writer, "fact", test.Fact);
        writer.WriteString("is", test.Comparison.ToString());
        return test.Operand.Match(
            literal =>
            {
                writer.WritePropertyName("value");
                WriteValue(writer, literal.Value);
                return true;
            },
            reference =>
            {
                WriteName(writer, "ref", reference.Fact);
                return true;
            });
    }

    private static void WriteName(Utf8JsonWriter writer, string member, FactName name) => writer.WriteString(member, $"{name.Scope}:{name.Path}");

    private static FactName ReadName(JsonElement json)
    {
        string[] parts = json.GetString()!.Split(':', 2);
        return new FactName(Enum.Parse<FactScope>(parts[0]), parts[1]);
    }

    private static void WriteValue(Utf8JsonWriter writer, FactValue value)
    {
        writer.WriteStartObject();
        if (!value.IsAbsent)
        {
            writer.WritePropertyName(value.Kind.ToString());
            if (value.Kind == FactKind.TextSet)
            {
                writer.WriteStartArray();
                foreach (string item in value.AsSet)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
            }
            else
            {
                // Numbers as text: canonical JSON would round them to binary64.
                writer.WriteStringValue(value.Kind == FactKind.Level ? $"{value.AsNumber}:{value.AsText}" : value.ToString());
            }
        }

        writer.WriteEndObject();
    }

    private static FactValue ReadValue(JsonElement json)
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            return Enum.Parse<FactKind>(member.Name) switch
            {
                FactKind.TextSet => FactValue.TextSet(member.Value.EnumerateArray().Select(item => item.GetString()!)),
                FactKind kind => ReadScalar(kind, member.Value.GetString()!),
            };
        }

        return FactValue.Absent;
    }

    private static FactValue ReadScalar(FactKind kind, string text) => kind switch
    {
        FactKind.Text => FactValue.Text(text),
        FactKind.Number => FactValue.Number(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        FactKind.Flag => FactValue.Flag(text == "true"),
        FactKind.Instant when FactText.TryInstant(text, out DateTimeOffset instant) => FactValue.Instant(instant),
        FactKind.Duration when FactText.TryDuration(text, out TimeSpan duration) => FactValue.Duration(duration),
        FactKind.Level when text.Split(':', 2) is [string rank, string name] =>
            FactValue.Level(name, int.Parse(rank, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new JsonException($"\"{text}\" is not a stored {kind}."),
    };
}

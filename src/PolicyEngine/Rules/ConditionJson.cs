using System.Globalization;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
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
        if (StoredJson.Optional(json, "fact") is { } fact)
        {
            return ReadTest(json, fact);
        }

        // A second member would be read past, and with it a part of what was meant.
        return json.EnumerateObject().ToArray() switch
        {
            [{ Name: "all" } all] => new Condition.All(StoredJson.Items(all.Value).Select(Read).ToValueArray()),
            [{ Name: "any" } any] => new Condition.Any(StoredJson.Items(any.Value).Select(Read).ToValueArray()),
            [{ Name: "not" } not] => new Condition.Not(Read(not.Value)),
            _ => throw new JsonException("a condition is one of all, any, not, or fact, is and value"),
        };
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

    private static Condition.Test ReadTest(JsonElement json, JsonElement fact)
    {
        Operand operand = (StoredJson.Optional(json, "ref"), StoredJson.Optional(json, "value")) switch
        {
            ({ } reference, null) => new Operand.Reference(ReadName(reference)),
            (null, { } value) => new Operand.Literal(ReadValue(value)),
            _ => throw new JsonException("a comparison has a value or a ref"),
        };
        return json.EnumerateObject().Count() == 3
            ? new Condition.Test(ReadName(fact), StoredJson.Word<Comparison>(StoredJson.Text(StoredJson.Member(json, "is"))), operand)
            : throw new JsonException("a comparison has fact, is, and value or ref");
    }

    private static FactName ReadName(JsonElement json) => StoredJson.Text(json).Split(':', 2) is [string scope, { Length: > 0 } path]
        ? new FactName(StoredJson.Word<FactScope>(scope), path)
        : throw new JsonException($"{json} is not the name of a fact");

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
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a value is an object");
        }

        return json.EnumerateObject().ToArray() switch
        {
            [] => FactValue.Absent,
            [{ Name: nameof(FactKind.TextSet) } set] => FactValue.TextSet(StoredJson.Items(set.Value).Select(StoredJson.Text)),
            [var member] => ReadScalar(StoredJson.Word<FactKind>(member.Name), StoredJson.Text(member.Value)),
            _ => throw new JsonException("a value has one kind"),
        };
    }

    private static FactValue ReadScalar(FactKind kind, string text) => kind switch
    {
        FactKind.Text => FactValue.Text(text),
        FactKind.Number => FactValue.Number(StoredJson.Number(text)),
        FactKind.Flag when text is "true" or "false" => FactValue.Flag(text == "true"),
        FactKind.Instant when FactText.TryInstant(text, out DateTimeOffset instant) => FactValue.Instant(instant),
        FactKind.Duration when FactText.TryDuration(text, out TimeSpan duration) => FactValue.Duration(duration),
        FactKind.Level when text.Split(':', 2) is [string rank, string name]
            && int.TryParse(rank, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => FactValue.Level(name, number),
        _ => throw new JsonException($"\"{text}\" is not a stored {kind}."),
    };
}

using System.Buffers;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Canonical;

/// <summary>Short words to write the engine's records as JSON.</summary>
internal static class JsonText
{
    public static string Canonical(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer);
        }

        return CanonicalJson.Serialize(buffer.WrittenMemory);
    }

    public static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void List<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    public static void Requirement(Utf8JsonWriter writer, StrengthRequirement require)
    {
        writer.WriteStartObject();
        Optional(writer, "acr", require.Acr);
        Optional(writer, "max_age", require.MaxAge is { } age ? FactText.Duration(age.Ticks) : null);
        writer.WriteEndObject();
    }

    public static void Position(Utf8JsonWriter writer, SourcePosition position)
    {
        if (position == SourcePosition.None)
        {
            return;
        }

        writer.WriteStartObject("position");
        writer.WriteString("file", position.File);
        writer.WriteNumber("line", position.Line);
        writer.WriteNumber("column", position.Column);
        writer.WriteString("path", position.Path);
        writer.WriteEndObject();
    }
}

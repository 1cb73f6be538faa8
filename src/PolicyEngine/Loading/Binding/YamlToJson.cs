using System.Buffers;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Plain YAML data as canonical JSON: for params schemas and cases.</summary>
internal static class YamlToJson
{
    /// <summary>Converts a node.</summary>
    /// <param name="scope">Where mistakes go.</param>
    /// <param name="node">The node.</param>
    /// <param name="datesAreText">Whether a plain date is a text; in a case it is what the author means.</param>
    public static string Convert(BindingScope scope, YamlNode node, bool datesAreText)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(scope, writer, node, datesAreText);
        }

        try
        {
            return CanonicalJson.Serialize(buffer.WrittenMemory);
        }
        catch (CanonicalFormException refused)
        {
            scope.Error(DiagnosticCodes.OutOfRange, node.Position, $"The value has no canonical form: {refused.Message}.", "Use numbers and texts that every JSON reader keeps.");
            return "{}";
        }
    }

    private static void Write(BindingScope scope, Utf8JsonWriter writer, YamlNode node, bool datesAreText)
    {
        switch (node)
        {
            case YamlMap map:
                writer.WriteStartObject();
                foreach (YamlMember member in map.Members)
                {
                    writer.WritePropertyName(member.Key);
                    Write(scope, writer, member.Value, datesAreText);
                }

                writer.WriteEndObject();
                break;
            case YamlList list:
                writer.WriteStartArray();
                foreach (YamlNode item in list.Items)
                {
                    Write(scope, writer, item, datesAreText);
                }

                writer.WriteEndArray();
                break;
            case YamlScalar scalar:
                WriteScalar(scope, writer, scalar, datesAreText);
                break;
        }
    }

    private static void WriteScalar(BindingScope scope, Utf8JsonWriter writer, YamlScalar scalar, bool datesAreText)
    {
        string? taken = scalar.IsPlain ? PlainScalar.TakenFor(scalar.Text) : null;
        if (taken is null || (datesAreText && taken == "a date or time"))
        {
            writer.WriteStringValue(scalar.Text);
        }
        else if (scalar.Text is "true" or "false")
        {
            writer.WriteBooleanValue(scalar.Text == "true");
        }
        else if (scalar.Text == "null")
        {
            writer.WriteNullValue();
        }
        else if (PlainScalar.IsJsonNumber(scalar.Text))
        {
            writer.WriteRawValue(scalar.Text);
        }
        else
        {
            scope.Error(
                DiagnosticCodes.NeedsQuotes,
                scalar.Position,
                scalar.Text.Length == 0 ? "The value is missing." : $"YAML readers do not agree on `{scalar.Text}`: some take it for {taken}.",
                scalar.Text.Length == 0 ? "Write a value, or `null`." : $"Write \"{scalar.Text}\" in quotes, or the value in its JSON form.");
            writer.WriteNullValue();
        }
    }
}

using System.Text.Json;

namespace MissionPolicy.Engine.Rules;

/// <summary>Facts as JSON values, the shape that a question or a constraint has them in.</summary>
public static class FactJson
{
    /// <summary>Writes a fact that is not absent: a number, a flag, an array for a set of texts, a text for everything else.</summary>
    /// <param name="writer">Stands where a value is expected.</param>
    /// <param name="value">The fact.</param>
    public static void Write(Utf8JsonWriter writer, FactValue value)
    {
        switch (value.Kind)
        {
            case FactKind.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            case FactKind.Flag:
                writer.WriteBooleanValue(value.AsNumber == 1);
                break;
            case FactKind.TextSet:
                writer.WriteStartArray();
                foreach (string item in value.AsSet)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}

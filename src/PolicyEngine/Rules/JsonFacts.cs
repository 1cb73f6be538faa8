using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Engine.Rules;

/// <summary>JSON values as typed facts.</summary>
public static class JsonFacts
{
    /// <summary>The member at a dotted path, or null.</summary>
    /// <param name="root">The object.</param>
    /// <param name="path">The path, for example <c>window.from</c>.</param>
    public static JsonElement? At(JsonElement root, string path)
    {
        JsonElement at = root;
        foreach (string member in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(member, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>A value of the wanted kind.</summary>
    /// <param name="element">The JSON value.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The value, or <see cref="FactValue.Absent"/> when it does not have that kind: never a guess.</returns>
    public static FactValue Read(JsonElement element, FactKind kind) => kind switch
    {
        FactKind.Text when element.ValueKind == JsonValueKind.String => FactValue.Text(element.GetString()!),
        FactKind.Number when element.ValueKind == JsonValueKind.Number => Number(element),
        FactKind.Flag when element.ValueKind is JsonValueKind.True or JsonValueKind.False => FactValue.Flag(element.GetBoolean()),
        FactKind.Instant when element.ValueKind == JsonValueKind.String && FactText.TryInstant(element.GetString(), out DateTimeOffset instant) =>
            FactValue.Instant(instant),
        FactKind.Duration when element.ValueKind == JsonValueKind.String && FactText.TryDuration(element.GetString(), out TimeSpan duration) =>
            FactValue.Duration(duration),
        FactKind.TextSet when element.ValueKind == JsonValueKind.Array => Set(element),
        _ => FactValue.Absent,
    };

    // Decimal keeps 28 digits; a number that it would round is no fact, because a rounded bound is another bound.
    private static FactValue Number(JsonElement element) =>
        element.TryGetDecimal(out decimal value) && IsExact(element.GetRawText()) ? FactValue.Number(value) : FactValue.Absent;

    private static bool IsExact(string raw)
    {
        int exponent = raw.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = exponent < 0 ? raw : raw.AsSpan(0, exponent);
        int digits = 0;
        foreach (char c in mantissa)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits <= 28 && (exponent < 0 || (int.TryParse(raw.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) && Math.Abs((long)power) + digits <= 28));
    }

    private static FactValue Set(JsonElement element)
    {
        List<string> items = [];
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return FactValue.Absent;
            }

            items.Add(item.GetString()!);
        }

        return FactValue.TextSet(items);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Engine.Canonical;

/// <summary>The canonical form of JSON: one text for one value, on every machine.</summary>
/// <remarks>Source: RFC 8785 (JCS). Input that I-JSON (RFC 7493) forbids has no canonical form.</remarks>
public static class CanonicalJson
{
    /// <summary>The deepest nesting that has a canonical form here; the reader's own default.</summary>
    public const int MaxDepth = 64;

    /// <summary>The canonical text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="CanonicalFormException">A name stands twice, a text or name holds a lone surrogate,
    /// a number is outside binary64, or the value is nested deeper than <see cref="MaxDepth"/>.</exception>
    public static string Serialize(JsonElement value)
    {
        StringBuilder text = new();
        Write(text, value, 0);
        return text.ToString();
    }

    /// <summary>The canonical text of JSON text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="CanonicalFormException">As for <see cref="Serialize(JsonElement)"/>.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string Serialize(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Serialize(document.RootElement);
    }

    /// <summary>The canonical text of JSON in UTF-8.</summary>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="CanonicalFormException">As for <see cref="Serialize(JsonElement)"/>.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    internal static string Serialize(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Serialize(document.RootElement);
    }

    /// <summary>The canonical JSON string of a text, with its quotes.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="CanonicalFormException">The text holds a lone surrogate.</exception>
    public static string Quote(string value)
    {
        StringBuilder text = new();
        WriteString(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        if (depth >= MaxDepth && value.ValueKind is (JsonValueKind.Object or JsonValueKind.Array))
        {
            throw new CanonicalFormException($"the value is nested deeper than {MaxDepth} levels");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(text, value, depth);
                break;
            case JsonValueKind.String:
                WriteString(text, Text(value));
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value, int depth)
    {
        List<(string Name, JsonElement Value)> members = new(value.GetPropertyCount());
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members.Add((Name(member), member.Value));
        }

        // RFC 8785 §3.2.3: names in the order of their UTF-16 code units, which is what ordinal comparison does.
        members.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        text.Append('{');
        for (int index = 0; index < members.Count; index++)
        {
            (string name, JsonElement member) = members[index];
            if (index > 0)
            {
                if (name == members[index - 1].Name)
                {
                    throw new CanonicalFormException($"the name \"{name}\" stands twice");
                }

                text.Append(',');
            }

            WriteString(text, name);
            text.Append(':');
            Write(text, member, depth + 1);
        }

        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonElement value, int depth)
    {
        text.Append('[');
        string separator = string.Empty;
        foreach (JsonElement item in value.EnumerateArray())
        {
            text.Append(separator);
            Write(text, item, depth + 1);
            separator = ",";
        }

        text.Append(']');
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException lone)
        {
            throw new CanonicalFormException("a string holds a lone surrogate", lone);
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException lone)
        {
            throw new CanonicalFormException("a name holds a lone surrogate", lone);
        }
    }

    // RFC 8785 §3.2.2.2. Most texts have nothing to escape, so whole runs are copied.
    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        int copied = 0;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1]))
                {
                    throw new CanonicalFormException("a string holds a lone surrogate");
                }

                index++;
            }
            else if (c is < ' ' or '"' or '\\')
            {
                text.Append(value, copied, index - copied).Append(Escaped(c));
                copied = index + 1;
            }
        }

        text.Append(value, copied, value.Length - copied).Append('"');
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    /// <summary>A number as ECMAScript prints it.</summary>
    /// <param name="value">The number.</param>
    /// <remarks>Source: RFC 8785 §3.2.2.3; ECMA-262 Number::toString. The runtime's
    /// shortest round-trip digits are the same; only the layout differs.</remarks>
    /// <exception cref="CanonicalFormException">The number is not finite.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new CanonicalFormException("a number is outside binary64");
        }

        if (value == 0)
        {
            return "0";
        }

        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        (string digits, int point) = Decompose(shortest);
        string sign = value < 0 ? "-" : string.Empty;
        return sign + Layout(digits, point);
    }

    // The digits without leading and trailing zeros, and where the decimal point stands relative to their start.
    private static (string Digits, int Point) Decompose(string shortest)
    {
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static string Layout(string digits, int point)
    {
        int count = digits.Length;
        if (point is > 0 and <= 21)
        {
            return count <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
        }

        if (point is > -6 and <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        int exponent = point - 1;
        string power = (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return count == 1 ? digits + power : $"{digits[0]}.{digits[1..]}{power}";
    }
}

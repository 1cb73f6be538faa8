using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Client.Wire;

/// <summary>Reads members of a JSON object; a member of the wrong kind reads as absent.</summary>
internal static class Members
{
    /// <summary>A string that is not empty.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An object.</summary>
    public static JsonElement? Object(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Object } member ? member : null;

    /// <summary>The items of an array; nothing when it is none.</summary>
    public static ImmutableArray<JsonElement> Items(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Array } member ? [.. member.EnumerateArray()] : [];

    /// <summary>The strings of an array; nothing when it is none.</summary>
    public static ImmutableArray<string> Texts(this JsonElement value, string name) =>
        [.. value.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    /// <summary>A boolean that is true.</summary>
    public static bool IsTrue(this JsonElement value, string name) => value.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A duration in whole seconds, as a number or (as in challenges) a string.</summary>
    public static TimeSpan? Seconds(this JsonElement value, string name)
    {
        const long tooLong = 100L * 365 * 24 * 3600;
        long? seconds = value.Member(name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long whole) => whole,
            { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out long whole) => whole,
            _ => null,
        };
        return seconds is >= 0 and <= tooLong ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    /// <summary>A NumericDate.</summary>
    /// <remarks>Source: RFC 7519 §2: seconds, a fraction is allowed.</remarks>
    public static DateTimeOffset? NumericDate(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double seconds)
            && seconds is > -62_135_596_800 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    /// <summary>An RFC 3339 instant.</summary>
    public static DateTimeOffset? Instant(this JsonElement value, string name) =>
        value.Text(name) is string text && Instants.TryParse(text, out DateTimeOffset instant) ? instant : null;

    /// <summary>A member of any kind.</summary>
    public static JsonElement? Member(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : null;
}

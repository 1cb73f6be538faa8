using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Grants;

/// <summary>One member of <c>constraints</c>, judged against the value of its attribute. What is not understood does not hold.</summary>
/// <remarks>
/// A text, number or boolean: exactly that. An array of texts: one of these, or for a set none but these. <c>{"prefix"}</c>: a text that begins so.
/// <c>{"from","to","after","until"}</c>: an instant, <c>from</c> and <c>until</c> inside. <c>{"min","max","over","under"}</c>: a number or an
/// ISO 8601 duration, <c>min</c> and <c>max</c> inside. Source: <c>docs/samples.md</c>.
/// </remarks>
internal static partial class Constraint
{
    public static bool Holds(JsonElement bound, AttributeValue value) => value.Match(
        text => Text(bound, text),
        texts => bound.Texts() is { } allowed && texts.All(item => allowed.Contains(item, StringComparer.Ordinal)),
        instant => Ordered(bound, instant, AsInstant, InstantWords),
        number => Ordered(bound, number, AsNumber, AmountWords),
        flag => bound.ValueKind is JsonValueKind.True or JsonValueKind.False && bound.GetBoolean() == flag,
        duration => Ordered(bound, duration, AsDuration, AmountWords));

    private static bool Text(JsonElement bound, string value) => bound.ValueKind switch
    {
        JsonValueKind.String => bound.GetString() == value,
        JsonValueKind.Array => bound.Texts() is { } allowed && allowed.Contains(value, StringComparer.Ordinal),
        JsonValueKind.Object => Members(bound) is [{ Name: "prefix" } only] && only.Value.ValueKind == JsonValueKind.String
            && value.StartsWith(only.Value.GetString()!, StringComparison.Ordinal),
        _ => false,
    };

    private static bool Ordered<T>(JsonElement bound, T value, Func<JsonElement, T?> read, Func<string, Func<int, bool>?> words)
        where T : struct, IComparable<T>
    {
        if (bound.ValueKind != JsonValueKind.Object)
        {
            return read(bound) is { } exact && value.CompareTo(exact) == 0;
        }

        ImmutableArray<JsonProperty> members = Members(bound);
        return !members.IsEmpty && members.All(member => words(member.Name) is { } fits && read(member.Value) is { } end && fits(value.CompareTo(end)));
    }

    private static Func<int, bool>? InstantWords(string name) => name switch
    {
        "from" => static order => order >= 0,
        "after" => static order => order > 0,
        "to" => static order => order < 0,
        "until" => static order => order <= 0,
        _ => null,
    };

    private static Func<int, bool>? AmountWords(string name) => name switch
    {
        "min" => static order => order >= 0,
        "over" => static order => order > 0,
        "under" => static order => order < 0,
        "max" => static order => order <= 0,
        _ => null,
    };

    private static DateTimeOffset? AsInstant(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && Rfc3339().IsMatch(json.GetString()!)
        && DateTimeOffset.TryParse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant) ? instant : null;

    private static decimal? AsNumber(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out decimal number) ? number : null;

    // Years and months have no fixed length: a bound in them cannot be compared.
    private static TimeSpan? AsDuration(JsonElement json)
    {
        string? text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        if (text is null || !Iso8601().IsMatch(text))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static ImmutableArray<JsonProperty> Members(JsonElement json) => [.. json.EnumerateObject()];

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Iso8601();
}

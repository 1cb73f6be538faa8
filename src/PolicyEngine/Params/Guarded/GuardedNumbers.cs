using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>, <c>multipleOf</c>.</summary>
/// <remarks>JsonSchema.Net cuts exponents to 32 bits and keeps digits on the stack by the exponent, which ends the process.</remarks>
internal static class GuardedNumbers
{
    public static IEnumerable<IKeywordHandler> All { get; } =
    [
        Of("minimum", (number, limit) => number >= limit, "at least {0} is needed"),
        Of("maximum", (number, limit) => number <= limit, "at most {0} is allowed"),
        Of("exclusiveMinimum", (number, limit) => number > limit, "more than {0} is needed"),
        Of("exclusiveMaximum", (number, limit) => number < limit, "less than {0} is needed"),
        Of("multipleOf", (number, unit) => number.IsMultipleOf(unit), "a multiple of {0} is needed"),
    ];

    private static GuardedAssertion Of(string keyword, Func<JsonNumber, JsonNumber, bool> holds, string message) => new(
        keyword,
        value => JsonNumber.Parse(value.GetRawText()),
        (limit, instance) => instance.ValueKind != JsonValueKind.Number || holds(JsonNumber.Parse(instance.GetRawText()), (JsonNumber)limit!)
            ? null
            : message.Replace("{0}", limit!.ToString(), StringComparison.Ordinal));
}

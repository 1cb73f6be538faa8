using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>patternProperties</c> with expressions that run in linear time.</summary>
internal sealed class GuardedPatternProperties : PatternPropertiesKeyword
{
    public override object? ValidateKeywordValue(JsonElement value) => value.EnumerateObject().ToDictionary(
        member => member.Name,
        member => GuardedTexts.Pattern(member.Name).Regex,
        StringComparer.Ordinal);
}

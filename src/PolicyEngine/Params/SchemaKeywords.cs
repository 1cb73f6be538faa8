using System.Collections.Frozen;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Params;

/// <summary>The closed list of keywords. A keyword that is not here is a defect: what a schema says is enforced, or refused.</summary>
public static class SchemaKeywords
{
    /// <summary>The keywords that constrain a value.</summary>
    public static FrozenSet<string> Assertions { get; } = FrozenSet.ToFrozenSet(
    [
        "type", "enum", "const",
        "required", "properties", "additionalProperties", "minProperties", "maxProperties",
        "items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains",
        "minLength", "maxLength", "pattern", "format",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
        "$ref", "$defs",
    ]);

    /// <summary>The keywords that only annotate.</summary>
    public static FrozenSet<string> Annotations { get; } = FrozenSet.ToFrozenSet(
        ["$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"]);

    /// <summary>Whether a keyword is in the language.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsKnown(string keyword) => Assertions.Contains(keyword) || Annotations.Contains(keyword);

    /// <summary>The keyword that was probably meant, or null.</summary>
    /// <param name="keyword">An unknown keyword.</param>
    public static string? Suggest(string keyword) => Suggestion.For(keyword, Assertions.Concat(Annotations));
}

using System.Collections.Frozen;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Params;

/// <summary>The closed list of keywords. A keyword that is not here is a defect: what a schema says is enforced, or refused.</summary>
public static class SchemaKeywords
{
    private const string NoIdentifiers =
        "an entry is one file and one schema, so that it has no identifiers; write a local JSON Pointer such as \"#/$defs/name\"";
    private const string NoContent = "it only annotates: nothing would be checked";

    /// <summary>The keywords that constrain a value and that two catalogs can be compared by.</summary>
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

    /// <summary>The keywords that constrain a value and that no comparison of catalogs understands.</summary>
    public static FrozenSet<string> Uncompared { get; } = FrozenSet.ToFrozenSet(
    [
        "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems",
        "$dynamicRef", "$dynamicAnchor",
    ]);

    /// <summary>The keywords that only annotate.</summary>
    public static FrozenSet<string> Annotations { get; } = FrozenSet.ToFrozenSet(
        ["$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"]);

    /// <summary>The keywords of JSON Schema 2020-12 that are refused, and why.</summary>
    public static FrozenDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["$id"] = NoIdentifiers,
        ["$anchor"] = NoIdentifiers,
        ["$vocabulary"] = "only a meta-schema chooses vocabularies",
        ["contentEncoding"] = NoContent,
        ["contentMediaType"] = NoContent,
        ["contentSchema"] = NoContent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a keyword is in the language.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsKnown(string keyword) => Assertions.Contains(keyword) || Uncompared.Contains(keyword) || Annotations.Contains(keyword);

    /// <summary>The keyword that was probably meant, or null.</summary>
    /// <param name="keyword">An unknown keyword.</param>
    public static string? Suggest(string keyword) => Suggestion.For(keyword, Assertions.Concat(Uncompared).Concat(Annotations));
}

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>What of the official suite is out of scope, and why. A row that is not needed fails the test.</summary>
/// <remarks>Whole files that only speak about keywords outside the language are not run: anchor, dynamicRef, unevaluatedItems,
/// unevaluatedProperties, patternProperties, propertyNames, dependentRequired, dependentSchemas, refRemote, vocabulary, content, format
/// (annotation only: here a format is an assertion), and the optional files for them.</remarks>
internal static class SuiteExclusions
{
    private const string NoPatternProperties = "Member names chosen by the client would make the governing inputs an open set.";
    private const string NoPropertyNames = "As patternProperties: params have fixed names.";
    private const string NoDependentSchemas = "if/then says the same and can be compared exactly.";
    private const string NoUnevaluated = "Depends on annotations of other keywords; additionalProperties is enough for closed params.";
    private const string NoRemote = "Nothing is fetched at load or at run time.";
    private const string NoIdentifiers = "Only local JSON Pointers are followed: an entry is one file and one schema, so it needs no identifiers.";
    private const string NoJoiningTypes = "The joining types of RFC 5892 appendix A.1 are not in the runtime; the label is refused, which is the safe side.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["properties: properties, patternProperties, additionalProperties interaction"] = NoPatternProperties,
        ["additionalProperties: additionalProperties being false does not allow other properties"] = NoPatternProperties,
        ["additionalProperties: non-ASCII pattern with additionalProperties"] = NoPatternProperties,
        ["additionalProperties: additionalProperties with propertyNames"] = NoPropertyNames,
        ["additionalProperties: dependentSchemas with additionalProperties"] = NoDependentSchemas,
        ["not: collect annotations inside a 'not', even if collection is disabled"] = NoUnevaluated,
        ["ref: remote ref, containing refs itself"] = NoRemote,
        ["ref: Recursive references between schemas"] = NoIdentifiers,
        ["ref: ref creates new scope when adjacent to keywords"] = NoUnevaluated,
        ["ref: refs with relative uris and defs"] = NoIdentifiers,
        ["ref: relative refs with absolute uris and defs"] = NoIdentifiers,
        ["ref: $id must be resolved against nearest parent, not just immediate parent"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $ref"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $anchor and $ref"] = NoIdentifiers,
        ["ref: order of evaluation: $id and $ref on nested schema"] = NoIdentifiers,
        ["ref: simple URN base URI with $ref via the URN"] = NoIdentifiers,
        ["ref: simple URN base URI with JSON pointer"] = NoIdentifiers,
        ["ref: URN base URI with NSS"] = NoIdentifiers,
        ["ref: URN base URI with r-component"] = NoIdentifiers,
        ["ref: URN base URI with q-component"] = NoIdentifiers,
        ["ref: URN base URI with URN and JSON pointer ref"] = NoIdentifiers,
        ["ref: URN base URI with URN and anchor ref"] = NoIdentifiers,
        ["ref: URN ref with nested pointer ref"] = NoIdentifiers,
        ["ref: ref to if"] = NoIdentifiers,
        ["ref: ref to then"] = NoIdentifiers,
        ["ref: ref to else"] = NoIdentifiers,
        ["ref: ref with absolute-path-reference"] = NoIdentifiers,
        ["ref: $id with file URI still resolves pointers - *nix"] = NoIdentifiers,
        ["ref: $id with file URI still resolves pointers - windows"] = NoIdentifiers,
        ["defs: validate definition against metaschema"] = NoRemote,
        ["optional/format/hostname: validation of A-label (punycode) host names: ZERO WIDTH NON-JOINER not preceded by Virama but matches regexp"] = NoJoiningTypes,
    };
}
